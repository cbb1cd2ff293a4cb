import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! One line of the table behind a chart: time, total, then a value for each series. */
RowLayout {
    id: root

    required property real timeWidth
    required property real valueWidth
    required property string timeText
    required property string totalText
    required property list<string> values

    property bool heading: false

    readonly property color ink: heading ? Theme.color.textMuted : Theme.color.text

    spacing: 0

    BodyText {
        Layout.preferredWidth: root.timeWidth
        text: root.timeText
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
        model: root.values

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
