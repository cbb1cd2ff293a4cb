import QtQuick
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*!
    Allows the payment on screen, once it can have been read. Dead until the guard is armed: a line
    along its lower edge shows how long. Return never presses it.
*/
AppButton {
    id: root

    required property AllowGuard guard

    readonly property bool armed: guard.armed && !busy

    objectName: "allowButton"
    variant: AppButton.Primary
    iconName: "check"
    returnClicks: false
    opacity: (armed && enabled) || busy ? 1 : 0.5
    Accessible.description: armed ? "" : qsTr("Not active yet: read the request first")
    Component.onCompleted: guard.watch(root)

    Rectangle {
        id: line

        x: Theme.radiusM
        y: parent.height - height - 2
        height: 3
        radius: 1.5
        color: Theme.color.accentInk
        visible: !root.armed && !root.busy

    }
    NumberAnimation {
        id: filling

        target: line
        property: "width"
        from: 0
        to: root.width - 2 * Theme.radiusM
        duration: root.guard.delayMs
    }
    Connections {
        function onDisturbed(): void {
            filling.restart();
        }

        target: root.guard
    }
}
