import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! One step in the life of a payment, on a line with those before and after. */
Item {
    id: root

    enum Tone { Neutral, Good, Attention, Bad }

    required property string title
    required property string timeText

    property string detail
    property string iconName: "circle-dot"
    property int tone: TimelineEntry.Neutral
    property bool first: false
    property bool last: false

    readonly property int statusTone: [StatusWords.Neutral, StatusWords.Good, StatusWords.Attention, StatusWords.Bad][tone]
    readonly property real side: Math.round(24 * Theme.textScale)

    implicitWidth: 320
    implicitHeight: words.implicitHeight + words.y + (last ? 0 : Theme.spaceM)
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2. %3", "what happened, when, more about it").arg(title).arg(timeText).arg(detail)

    Rectangle {
        visible: !root.last
        x: (root.side - width) / 2
        y: root.side + 2
        width: Theme.borderWidth
        height: root.height - root.side - 4
        color: Theme.mode === "light" ? Theme.color.pressed : Theme.color.border
    }
    Rectangle {
        width: root.side
        height: root.side
        radius: height / 2
        color: StatusWords.groundOf(root.statusTone)

        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: Math.round(root.side * 0.56)
            color: StatusWords.inkOf(root.statusTone)
        }
    }
    ColumnLayout {
        id: words

        x: root.side + Theme.spaceM
        y: Math.max(0, (root.side - heading.implicitHeight) / 2)
        width: root.width - x
        spacing: 2

        RowLayout {
            id: heading

            Layout.fillWidth: true
            spacing: Theme.spaceM

            BodyText {
                Layout.fillWidth: true
                text: root.title
                wrapMode: Text.Wrap
                font.weight: Theme.weightMedium
                Accessible.ignored: true
            }
            BodyText {
                Layout.alignment: Qt.AlignTop
                text: root.timeText
                font.pixelSize: Theme.textS
                color: Theme.color.textFaint
                Accessible.ignored: true
            }
        }
        BodyText {
            Layout.fillWidth: true
            visible: root.detail !== ""
            text: root.detail
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            font.pixelSize: Theme.textS
            color: Theme.color.textMuted
            Accessible.ignored: true
        }
    }
}
