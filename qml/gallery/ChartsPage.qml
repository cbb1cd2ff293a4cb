import QtQuick
import QtQuick.Layouts
import Tillkeeper.Charts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! Charts: a day, ninety days in more bars than pixels, nothing, a table, sparklines. */
GalleryPage {
    id: root

    required property SpendSeriesModel day
    required property SpendSeriesModel year
    required property SpendSeriesModel nothing

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        Card {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.fillHeight: true

            StackedBarChart {
                Layout.fillWidth: true
                model: root.day
                title: qsTr("Spend by agent, today")
                summary: qsTr("24 hours, most between 15 and 16 o'clock")
                Component.onCompleted: currentBucket = 11
            }
        }
        Card {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.fillHeight: true

            StackedBarChart {
                Layout.fillWidth: true
                model: root.year
                title: qsTr("Spend by agent, 90 days by hour")
                summary: qsTr("2160 hours")
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        Card {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.fillHeight: true

            StackedBarChart {
                Layout.fillWidth: true
                chartHeight: 160
                model: root.nothing
                title: qsTr("Nothing spent")
                summary: qsTr("Nothing was spent")
            }
        }
        Card {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.fillHeight: true

            StackedBarChart {
                Layout.fillWidth: true
                chartHeight: 160
                model: root.day
                title: qsTr("As a table")
                summary: qsTr("24 hours")
                tableShown: true
            }
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceXl

        Sparkline {
            values: [1, 2, 1.5, 3, 2.2, 4]
            summary: qsTr("rising")
        }
        Sparkline {
            values: [2, 2, 2, 2]
            colorIndex: 1
            summary: qsTr("level")
        }
        Sparkline {
            values: [0, 0]
            colorIndex: 2
            summary: qsTr("nothing")
        }
        Sparkline {
            values: [3]
            colorIndex: 3
            summary: qsTr("one value")
        }
    }
}
