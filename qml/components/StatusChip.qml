import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! The state of a payment: an icon, a word and a colour, never the colour alone. */
Rectangle {
    id: root

    required property string status

    /*! The icon alone, for narrow rows; the word becomes a tooltip. */
    property bool compact: false

    readonly property string text: StatusWords.label(status)
    readonly property color ink: StatusWords.inkOf(StatusWords.tone(status))

    implicitWidth: compact ? implicitHeight : row.implicitWidth + 2 * Theme.spaceS
    implicitHeight: Math.round(22 * Theme.textScale)
    radius: compact ? height / 2 : Theme.radiusS
    color: StatusWords.groundOf(StatusWords.tone(status))
    border.width: Theme.mode === "contrast" ? 1 : 0
    border.color: ink
    Accessible.role: Accessible.StaticText
    Accessible.name: text
    Accessible.description: StatusWords.explanation(status)

    RowLayout {
        id: row

        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width)
        spacing: Theme.spaceXs + 1

        Icon {
            name: StatusWords.iconName(root.status)
            size: Theme.textM
            color: root.ink
        }
        BodyText {
            Layout.fillWidth: true
            visible: !root.compact
            text: root.text
            elide: Text.ElideRight
            font.pixelSize: Theme.textS
            font.weight: Theme.weightMedium
            color: root.ink
            Accessible.ignored: true
        }
    }
    HoverHandler {
        id: pointer
    }
    HoverTip {
        visible: pointer.hovered
        text: root.compact ? qsTr("%1. %2", "state, what it means").arg(root.text).arg(StatusWords.explanation(root.status)) : StatusWords.explanation(root.status)
    }
}
