import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Spend over time, and how it is cut: by whom, how fine, how far back. */
Card {
    id: root

    required property OverviewNumbers numbers

    GridLayout {
        Layout.fillWidth: true
        columns: root.width > 600 * Theme.textScale ? 4 : 2
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceS

        Segments {
            objectName: "chartRange"
            name: qsTr("How far back")
            options: [qsTr("24 h"), qsTr("7 days"), qsTr("30 days"), qsTr("90 days"), qsTr("1 year")]
            currentIndex: root.numbers.range
            onActivated: index => root.numbers.setRange(index)
        }
        Item {
            Layout.fillWidth: true
        }
        ComboSelect {
            Layout.fillWidth: false
            Layout.preferredWidth: 118 * Theme.textScale
            label: qsTr("Bars")
            labelVisible: false
            model: [qsTr("by hour"), qsTr("by day"), qsTr("by week"), qsTr("by month")]
            currentIndex: root.numbers.bucket
            onActivated: index => root.numbers.setBucket(index)
        }
        ComboSelect {
            Layout.fillWidth: false
            Layout.preferredWidth: 118 * Theme.textScale
            label: qsTr("Stacked by")
            labelVisible: false
            model: [qsTr("agents"), qsTr("hosts"), qsTr("tokens")]
            currentIndex: root.numbers.grouping
            onActivated: index => root.numbers.setGrouping(index)
        }
    }
    StackedBarChart {
        Layout.fillWidth: true
        model: root.numbers.spend
        title: root.numbers.chartTitle
        summary: root.numbers.chartSummary
        chartHeight: 210
    }
}
