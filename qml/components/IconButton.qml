import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Theme

/*! A button that shows only an icon; its text is the tooltip and what a screen reader says. */
AbstractButton {
    id: root

    required property string iconName
    required text

    property bool compact: false
    property color ink: checked ? Theme.color.accentText : hovered || visualFocus ? Theme.color.text : Theme.color.textMuted
    readonly property real side: compact ? Theme.compactHeight : Theme.controlHeight

    implicitWidth: side
    implicitHeight: side
    opacity: enabled ? 1 : 0.45
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.checkable: checkable
    Accessible.checked: checked
    Keys.onReturnPressed: event => {
        if (event.isAutoRepeat)
            return;
        if (root.checkable) {
            root.toggle();
            root.toggled();
        }
        root.clicked();
    }

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: root.iconName
            color: root.ink
        }
    }
    background: Rectangle {
        radius: Theme.radiusM
        color: root.down ? Theme.color.pressed : root.checked ? Theme.color.selected : root.hovered ? Theme.color.hover : "transparent"

        FocusRing {
            visible: root.visualFocus
            gap: 0
        }
    }

    HoverTip {
        visible: root.hovered || root.visualFocus
        text: root.text
    }
}
