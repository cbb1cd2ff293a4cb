import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Whether the history is whole; a click computes all of it again. */
AbstractButton {
    id: root

    required property LedgerIntegrity integrity

    readonly property bool good: integrity.state === LedgerIntegrity.Sealed || integrity.state === LedgerIntegrity.Whole
    readonly property bool bad: integrity.state === LedgerIntegrity.Broken
    readonly property color ink: bad ? Theme.color.dangerText : good ? Theme.color.successText : Theme.color.textMuted

    objectName: "integrityBadge"
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Theme.compactHeight
    leftPadding: Theme.spaceS + 2
    rightPadding: leftPadding
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: integrity.text
    Accessible.description: integrity.detail
    onClicked: integrity.check()
    Keys.onReturnPressed: integrity.check()

    contentItem: RowLayout {
        spacing: Theme.spaceXs + 2

        Icon {
            visible: root.integrity.state !== LedgerIntegrity.Checking
            name: root.bad ? "shield-alert" : root.good ? "shield-check" : "shield-question-mark"
            size: Theme.textL
            color: root.ink
        }
        Spinner {
            visible: running
            running: root.integrity.state === LedgerIntegrity.Checking
            size: Theme.textL
        }
        BodyText {
            text: root.integrity.text
            font.pixelSize: Theme.textS
            font.weight: Theme.weightMedium
            color: root.ink
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: height / 2
        color: root.bad ? Theme.color.dangerSoft : root.hovered ? Theme.color.hover : "transparent"
        border.width: Theme.borderWidth
        border.color: root.bad ? Theme.color.danger : Theme.color.border

        FocusRing {
            visible: root.visualFocus
            innerRadius: parent.radius
        }
    }
    HoverTip {
        visible: root.hovered
        text: root.integrity.detail
    }
}
