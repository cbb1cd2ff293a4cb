import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Theme

/*! A button with words. One Primary at most on a page; Danger for what cannot be undone. */
Button {
    id: root

    enum Variant { Secondary, Primary, Danger, Quiet }

    required text

    property int variant: AppButton.Secondary
    property string iconName
    /*! Under way: spins and ignores clicks, but keeps the focus. */
    property bool busy: false
    property bool compact: false
    /*! Return clicks too, not only Space. Turn it off where Return must never say yes. */
    property bool returnClicks: true

    readonly property bool filled: variant === AppButton.Primary || variant === AppButton.Danger
    readonly property color ink: {
        if (variant === AppButton.Primary)
            return Theme.color.accentInk;
        if (variant === AppButton.Danger)
            return Theme.color.dangerInk;
        return variant === AppButton.Quiet ? Theme.color.accentText : Theme.color.text;
    }
    readonly property color ground: {
        const colors = Theme.color;
        if (variant === AppButton.Primary)
            return down ? colors.accentPressed : hovered ? colors.accentHover : colors.accent;
        if (variant === AppButton.Danger)
            return down ? colors.dangerPressed : hovered ? colors.dangerHover : colors.danger;
        if (down)
            return colors.pressed;
        if (hovered)
            return colors.hover;
        return variant === AppButton.Quiet ? "transparent" : colors.surface;
    }

    implicitHeight: Math.max(compact ? Theme.compactHeight : Theme.controlHeight, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.spaceXs
    leftPadding: compact ? Theme.spaceS + 2 : Theme.spaceM + 2
    rightPadding: leftPadding
    opacity: enabled ? 1 : 0.45
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.name: busy ? qsTr("%1, working", "button").arg(text) : text

    Keys.onPressed: event => {
        const isReturn = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
        if (root.busy) {
            event.accepted = isReturn || event.key === Qt.Key_Space;
        } else if (isReturn && root.returnClicks && !event.isAutoRepeat) {
            event.accepted = true;
            root.clicked();
        }
    }

    contentItem: ButtonFace {
        text: root.text
        iconName: root.iconName
        busy: root.busy
        ink: root.ink
        pixelSize: root.compact ? Theme.textS : Theme.textM
    }
    background: Rectangle {
        radius: Theme.radiusM
        color: root.ground
        border.width: root.variant === AppButton.Secondary ? Theme.borderWidth : 0
        border.color: root.hovered ? Theme.color.borderStrong : Theme.color.outline

        Behavior on color {
            ColorAnimation {
                duration: Theme.durationFast
            }
        }
        FocusRing {
            visible: root.visualFocus
        }
    }

    MouseArea {
        anchors.fill: parent
        visible: root.busy
    }
}
