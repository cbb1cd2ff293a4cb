import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Theme

/*! On or off, at once. The knob's place says which; the colour only underlines it. */
Switch {
    id: root

    required text

    property string hint

    readonly property real trackHeight: Math.round(18 * Theme.textScale)
    readonly property real firstLineHeight: (contentItem as LabelWithHint)?.firstLineHeight ?? 0

    padding: Theme.spaceXs
    leftPadding: indicator.width + spacing
    spacing: Theme.spaceS + 2
    hoverEnabled: true
    opacity: enabled ? 1 : 0.5
    Accessible.name: text
    Accessible.description: hint

    indicator: Rectangle {
        y: root.topPadding + (root.firstLineHeight - height) / 2
        implicitWidth: Math.round(root.trackHeight * 1.75)
        implicitHeight: root.trackHeight
        radius: height / 2
        color: root.checked ? Theme.color.accent : Theme.color.surfaceSunken
        border.width: root.checked ? 0 : Theme.borderWidth
        border.color: Theme.color.borderStrong

        Behavior on color {
            ColorAnimation {
                duration: Theme.durationNormal
            }
        }
        Rectangle {
            x: 3 + root.visualPosition * (parent.width - width - 6)
            y: 3
            width: parent.height - 6
            height: width
            radius: width / 2
            color: root.checked ? Theme.color.accentInk : Theme.color.borderStrong

            Behavior on x {
                enabled: !root.down
                NumberAnimation {
                    duration: Theme.durationNormal
                }
            }
        }
        FocusRing {
            visible: root.visualFocus
            innerRadius: parent.radius
        }
    }
    contentItem: LabelWithHint {
        text: root.text
        hint: root.hint
    }
}
