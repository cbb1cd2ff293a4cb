import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Theme

/*! One screen in the side bar. */
AbstractButton {
    id: root

    required text
    required property string iconName

    property bool current: false
    property string badgeText
    property string shortcutText
    /*! Icon alone; the text becomes a tooltip. */
    property bool collapsed: false

    readonly property color ink: current ? Theme.color.accentText : hovered ? Theme.color.text : Theme.color.textMuted

    implicitWidth: collapsed ? Theme.controlHeight + Theme.spaceS : 200
    implicitHeight: Theme.controlHeight
    leftPadding: Theme.spaceS + 2
    rightPadding: Theme.spaceS
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.PageTab
    Accessible.name: badgeText !== "" ? qsTr("%1, %2 waiting", "screen, number").arg(text).arg(badgeText) : text
    Accessible.selected: current
    Keys.onReturnPressed: event => {
        if (!event.isAutoRepeat)
            root.clicked();
    }

    contentItem: RowLayout {
        spacing: Theme.spaceS + 2

        Icon {
            name: root.iconName
            color: root.ink
        }
        BodyText {
            Layout.fillWidth: true
            visible: !root.collapsed
            text: root.text
            elide: Text.ElideRight
            color: root.current ? Theme.color.text : root.ink
            font.weight: root.current ? Theme.weightMedium : Theme.weightRegular
            Accessible.ignored: true
        }
        BodyText {
            visible: !root.collapsed && root.badgeText === "" && root.shortcutText !== "" && (root.hovered || root.visualFocus)
            text: root.shortcutText
            font.pixelSize: Theme.textXs
            color: Theme.color.textFaint
            Accessible.ignored: true
        }
        TextBadge {
            visible: !root.collapsed && root.badgeText !== ""
            text: root.badgeText
        }
    }
    background: Rectangle {
        radius: Theme.radiusM
        color: root.current ? Theme.color.selected : root.down ? Theme.color.pressed : root.hovered ? Theme.color.hover : "transparent"

        Rectangle {
            visible: root.current
            y: (parent.height - height) / 2
            width: 3
            height: parent.height * 0.5
            radius: 1.5
            color: Theme.color.accent
        }
        // A dot tells that something waits when there is no room for the number.
        Rectangle {
            visible: root.collapsed && root.badgeText !== ""
            x: parent.width - width - 5
            y: 5
            width: 8
            height: 8
            radius: 4
            color: Theme.color.warning
        }
        FocusRing {
            visible: root.visualFocus
            gap: 0
        }
    }

    HoverTip {
        visible: root.collapsed && (root.hovered || root.visualFocus)
        text: root.Accessible.name
    }
}
