import QtQuick
import QtTest
import Tillkeeper.Charts
import Tillkeeper.Components
import Tillkeeper.Sample
import Tillkeeper.Theme

Bench {
    id: root

    name: "Chart"

    Component {
        id: chart

        StackedBarChart {
            width: 600
            model: Sample.spend
            title: "Spend by agent"
            summary: "Six hours, rising"
        }
    }
    Component {
        id: line

        Sparkline {
            values: [1, 2, 3]
            summary: "rising"
        }
    }

    function itemOf(chart) {
        return family(chart).find(child => child instanceof SpendChartItem);
    }
    function made() {
        const item = createTemporaryObject(chart, root);
        waitForRendering(item);
        return item;
    }

    function init() {
        mouseMove(root, root.width - 1, root.height - 1);
        Theme.mode = "light";
        Sample.fillSpend(2, 6);
        tryCompare(Sample.spend, "seriesNames", ["agent-0", "agent-1"]);
    }

    function test_pointerAndKeysReadTheSame() {
        const bars = itemOf(made());
        bars.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_End);
        compare(bars.currentBucket, 5);
        const byKeys = [bars.readoutTitle, bars.readoutTotal, bars.readoutSentence];
        const x = bars.readoutX;
        keyClick(Qt.Key_Home);
        compare(bars.currentBucket, 0);
        mouseMove(bars, x, 80);
        compare(bars.currentBucket, 5);
        compare([bars.readoutTitle, bars.readoutTotal, bars.readoutSentence], byKeys);
        compare(byKeys[2], "hour 5: sum 5, agent-0 0.05 USD, agent-1 0.06 USD");
    }

    function test_keysWalkOverTheBars() {
        const item = made();
        const bars = itemOf(item);
        const opens = spyOn(item, "bucketActivated");
        bars.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Left);
        compare(bars.currentBucket, 5); // the first key starts at now
        keyClick(Qt.Key_Left);
        compare(bars.currentBucket, 4);
        keyClick(Qt.Key_Right);
        keyClick(Qt.Key_Right);
        compare(bars.currentBucket, 5);
        keyClick(Qt.Key_Return);
        compare(opens.signalArguments[0][0], 5);
        keyClick(Qt.Key_Escape);
        compare(bars.currentBucket, -1);
        compare(bars.readoutSentence, "");
    }

    function test_theReadOutIsShownAndSpoken() {
        const item = made();
        const bars = itemOf(item);
        compare(bars.Accessible.name, "Spend by agent");
        compare(bars.Accessible.description, "Six hours, rising");
        item.currentBucket = 3;
        verify(findText(item, "hour 3").visible);
        verify(findText(item, "0.03 USD").visible);
        compare(bars.Accessible.name, "hour 3: sum 3, agent-0 0.03 USD, agent-1 0.04 USD");
    }

    function test_aClickOpensTheBar() {
        const item = made();
        const bars = itemOf(item);
        const opens = spyOn(item, "bucketActivated");
        item.currentBucket = 2;
        mouseClick(bars, bars.readoutX, 80);
        compare(opens.signalArguments[0][0], 2);
    }

    function test_theTableHoldsTheSameValues() {
        const item = made();
        mouseClick(findNamed(item, "Show as a table"));
        verify(item.tableShown);
        tryVerify(() => findText(item, "hour 4") !== null);
        for (const text of ["sum 4", "0.04 USD", "agent-0", "agent-1", "Total"])
            verify(findText(item, text) !== null, text);
        verify(!itemOf(item).visible);
        mouseClick(findNamed(item, "Show the chart"));
        verify(itemOf(item).visible);
    }

    function test_theLegendNamesEveryColor() {
        const item = made();
        for (const text of ["agent-0", "total-0", "agent-1", "total-1"])
            verify(shows(item, text), text);
    }

    function test_barsAreDrawnInTheAgentsColors() {
        const item = made();
        const bars = itemOf(item);
        item.currentBucket = 5;
        const x = Math.floor(bars.readoutX);
        item.currentBucket = -1;
        waitForRendering(item);
        const image = grabImage(bars);
        const colors = new Set();
        for (let y = 0; y < bars.height; ++y)
            colors.add(String(image.pixel(x, y)));
        verify(colors.has(String(Theme.chartColor(0))));
        verify(colors.has(String(Theme.chartColor(1))));
    }

    function test_lessDataNeverLeavesAReadOutBehind() {
        const item = made();
        const bars = itemOf(item);
        item.currentBucket = 5;
        Sample.fillSpend(1, 3);
        tryCompare(bars, "currentBucket", -1);
        compare(bars.readoutTitle, "");
    }

    function test_nothingSpentIsSaid() {
        const item = createTemporaryObject(chart, root, {
            model: Sample.nothing,
            emptyText: "Nothing yet."
        });
        waitForRendering(item);
        verify(findText(item, "Nothing yet.").visible);
        item.currentBucket = 0;
        compare(item.currentBucket, -1);
    }

    function test_aSparklineIsSpoken() {
        const item = createTemporaryObject(line, root);
        compare(item.Accessible.name, "rising");
        compare(item.lineColor, Theme.color.accent);
        item.colorIndex = 2;
        compare(item.lineColor, Theme.chartColor(2));
    }
}
