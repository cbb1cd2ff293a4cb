import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Theme

/*! A box to tick, with a line of hint under its words. */
CheckBox {
    id: root

    required text

    property string hint

    readonly property real side: Math.round(18 * Theme.textScale)
    readonly property real firstLineHeight: (contentItem as LabelWithHint)?.firstLineHeight ?? 0

    padding: Theme.spaceXs
    leftPadding: indicator.width + spacing
    spacing: Theme.spaceS
    hoverEnabled: true
    opacity: enabled ? 1 : 0.5
    Accessible.name: text
    Accessible.description: hint

    indicator: Rectangle {
        y: root.topPadding + (root.firstLineHeight - height) / 2
        implicitWidth: root.side
        implicitHeight: root.side
        radius: Theme.radiusS
        color: root.checked ? Theme.color.accent : root.hovered ? Theme.color.hover : Theme.color.surface
        border.width: root.checked ? 0 : Theme.borderWidth
        border.color: Theme.color.borderStrong

        Icon {
            anchors.centerIn: parent
            visible: root.checked
            name: "check"
            size: root.side - 4
            color: Theme.color.accentInk
        }
        FocusRing {
            visible: root.visualFocus
            innerRadius: Theme.radiusS
        }
    }
    contentItem: LabelWithHint {
        text: root.text
        hint: root.hint
    }
}
