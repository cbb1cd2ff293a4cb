pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Charts
import Tillkeeper.Theme

/*! What the bar under the pointer or the keys holds; keeps to the side where there is room. */
Rectangle {
    id: root

    required property SpendChartItem chart

    readonly property real wantedX: chart.readoutX + Theme.spaceL
    readonly property bool fitsRight: wantedX + width <= chart.width

    visible: chart.currentBucket >= 0
    x: fitsRight ? wantedX : Math.max(0, chart.readoutX - width - Theme.spaceL)
    y: Theme.spaceS
    implicitWidth: column.implicitWidth + 2 * Theme.spaceM
    implicitHeight: column.implicitHeight + 2 * Theme.spaceS
    radius: Theme.radiusM
    color: Theme.color.surfaceRaised
    border.width: Theme.borderWidth
    border.color: Theme.color.outline

    ColumnLayout {
        id: column

        anchors.centerIn: parent
        spacing: Theme.spaceXs

        RowLayout {
            spacing: Theme.spaceL

            BodyText {
                Layout.fillWidth: true
                text: root.chart.readoutTitle
                font.pixelSize: Theme.textS
                color: Theme.color.textMuted
                Accessible.ignored: true
            }
            BodyText {
                text: root.chart.readoutTotal
                font.weight: Theme.weightSemibold
                Accessible.ignored: true
            }
        }
        Repeater {
            model: root.chart.readout

            RowLayout {
                id: entry

                required property string name
                required property int colorIndex
                required property string valueText
                required property bool present

                visible: present
                spacing: Theme.spaceL

                AgentDot {
                    Layout.fillWidth: true
                    name: entry.name
                    colorIndex: entry.colorIndex
                    Accessible.ignored: true
                }
                BodyText {
                    text: entry.valueText
                    Accessible.ignored: true
                }
            }
        }
    }
}
