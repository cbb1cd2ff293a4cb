import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Spend over time, and how it is cut: by whom, and how fine. */
Card {
    id: root

    required property OverviewNumbers numbers

    StackedBarChart {
        Layout.fillWidth: true
        Layout.fillHeight: true
        model: root.numbers.spend
        title: root.numbers.chartTitle
        summary: root.numbers.chartSummary
        chartHeight: 176
        controls: [
            ComboSelect {
                Layout.fillWidth: false
                Layout.preferredWidth: 104 * Theme.textScale
                label: qsTr("Bars")
                labelVisible: false
                model: [qsTr("by hour"), qsTr("by day"), qsTr("by week"), qsTr("by month")]
                currentIndex: root.numbers.bucket
                onActivated: index => root.numbers.setBucket(index)
            },
            ComboSelect {
                Layout.fillWidth: false
                Layout.preferredWidth: 104 * Theme.textScale
                objectName: "chartGrouping"
                label: qsTr("Stacked by")
                labelVisible: false
                model: [qsTr("agents"), qsTr("hosts"), qsTr("tokens"), qsTr("tags")]
                currentIndex: root.numbers.grouping
                onActivated: index => root.numbers.setGrouping(index)
            }
        ]
    }
}
