import QtQuick
import QtQuick.Layouts
import Tillkeeper.Charts
import Tillkeeper.Theme

/*! Spend over time in stacked bars, with a legend, a read-out, and the same values as a table. */
ColumnLayout {
    id: root

    required property SpendSeriesModel model
    required property string title
    /*! One sentence for people who do not see the chart. */
    required property string summary

    property string emptyText: qsTr("Nothing was spent in this time.")
    property real chartHeight: 220
    property bool tableShown: false
    property bool legendShown: true
    property alias currentBucket: chart.currentBucket
    /*! Stand beside the title: how the bars are cut. */
    property alias controls: controlRow.data

    signal bucketActivated(int index)

    spacing: Theme.spaceM

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        BodyText {
            Layout.fillWidth: true
            text: root.title
            elide: Text.ElideRight
            font.weight: Theme.weightSemibold
            Accessible.role: Accessible.Heading
        }
        RowLayout {
            id: controlRow

            Layout.fillWidth: false
            visible: children.length > 0
            spacing: Theme.spaceS
        }
        IconButton {
            compact: true
            checkable: true
            checked: root.tableShown
            iconName: root.tableShown ? "chart-column-stacked" : "table-2"
            text: root.tableShown ? qsTr("Show the chart") : qsTr("Show as a table")
            onToggled: root.tableShown = checked
        }
    }
    Item {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.preferredHeight: root.chartHeight * Math.max(1, Theme.textScale * 0.75)

        SpendChartItem {
            id: chart

            anchors.fill: parent
            visible: !root.tableShown
            activeFocusOnTab: true
            model: root.model
            seriesColors: [...Theme.color.chart]
            otherColor: Theme.color.chartOther
            gridColor: Theme.color.chartGrid
            textColor: Theme.color.textFaint
            highlightColor: Theme.color.hover
            gapColor: Theme.color.surface
            font.family: Theme.fontFamily
            font.pixelSize: Theme.textXs
            Accessible.role: Accessible.Chart
            Accessible.focusable: true
            Accessible.name: currentBucket >= 0 ? readoutSentence : root.title
            Accessible.description: root.summary
            onBucketActivated: index => root.bucketActivated(index)

            FocusRing {
                visible: chart.activeFocus
                gap: 2
            }
        }
        ChartReadout {
            chart: chart
            visible: chart.visible && chart.currentBucket >= 0 && !root.model.empty
        }
        BodyText {
            anchors.centerIn: parent
            visible: root.model.empty && !root.tableShown
            text: root.emptyText
            color: Theme.color.textFaint
        }
        ChartTable {
            anchors.fill: parent
            visible: root.tableShown
            model: root.model
        }
    }
    ChartLegend {
        Layout.fillWidth: true
        visible: root.legendShown && !root.tableShown && !root.model.empty
        chart: chart
    }
}
