pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! One line of the table behind a chart: time, total, then a value for each series. */
Rectangle {
    id: root

    required property string longLabel
    required property string totalText
    required property var cellTexts // a list of strings, from QML or from C++

    property bool heading: false
    property bool current: false

    readonly property real timeWidth: 190 * Theme.textScale
    readonly property real valueWidth: 110 * Theme.textScale
    readonly property color ink: heading ? Theme.color.textMuted : Theme.color.text

    implicitWidth: timeWidth + valueWidth * (cellTexts.length + 1) + Theme.spaceL
    implicitHeight: Math.round(28 * Theme.textScale)
    color: current ? Theme.color.selected : "transparent"
    Accessible.role: Accessible.Row
    Accessible.name: qsTr("%1: %2", "time, total").arg(longLabel).arg(totalText)

    RowLayout {
        anchors.fill: parent
        spacing: 0

        BodyText {
            Layout.preferredWidth: root.timeWidth
            text: root.longLabel
            elide: Text.ElideRight
            font.pixelSize: Theme.textS
            color: Theme.color.textMuted
        }
        BodyText {
            Layout.preferredWidth: root.valueWidth
            text: root.totalText
            horizontalAlignment: Text.AlignRight
            font.pixelSize: Theme.textS
            font.weight: Theme.weightMedium
            color: root.ink
        }
        Repeater {
            model: root.cellTexts

            BodyText {
                required property string modelData

                Layout.preferredWidth: root.valueWidth
                leftPadding: Theme.spaceS
                text: modelData
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignRight
                font.pixelSize: Theme.textS
                color: root.ink
            }
        }
        Item {
            Layout.fillWidth: true
        }
    }
}
