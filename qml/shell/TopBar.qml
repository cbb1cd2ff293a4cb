import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! On every screen: how things stand, whether agents can ask, what waits, and the switch that stops all spending. */
Rectangle {
    id: root

    required property Session session
    required property Proof proof

    property bool unlockOffered: false
    property bool waitingLinked: true

    readonly property bool halted: session.paused || session.ledgerBroken
    readonly property color ink: {
        switch (session.phase) {
        case Session.Open:
            return session.ledgerBroken ? Theme.color.dangerText : session.paused ? Theme.color.warningText : Theme.color.successText;
        case Session.Offline:
            return Theme.color.dangerText;
        default:
            return Theme.color.textMuted;
        }
    }
    readonly property string stateIcon: {
        switch (session.phase) {
        case Session.Open:
            return session.ledgerBroken ? "octagon-x" : session.paused ? "circle-pause" : "shield-check";
        case Session.Locked:
            return "lock";
        case Session.Offline:
            return "plug";
        default:
            return "circle-dashed";
        }
    }

    signal waitingRequested
    signal unlockRequested

    implicitHeight: Math.round(52 * Math.max(1, Theme.textScale * 0.9))
    color: session.phase === Session.Open && halted ? (session.ledgerBroken ? Theme.color.dangerSoft : Theme.color.warningSoft) : Theme.color.sidebar
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("State")

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.borderWidth
        color: Theme.color.border
    }
    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceL
        spacing: Theme.spaceL

        RowLayout {
            spacing: Theme.spaceS

            Rectangle {
                implicitWidth: Math.round(26 * Theme.textScale)
                implicitHeight: implicitWidth
                radius: Theme.radiusM
                color: Theme.color.accent

                Icon {
                    anchors.centerIn: parent
                    name: "hand-coins"
                    color: Theme.color.accentInk
                }
            }
            BodyText {
                text: qsTr("Tillkeeper")
                font.pixelSize: Theme.textL
                font.weight: Theme.weightSemibold
            }
        }
        Rectangle {
            implicitWidth: Theme.borderWidth
            implicitHeight: Math.round(22 * Theme.textScale)
            color: Theme.color.border
        }
        RowLayout {
            spacing: Theme.spaceS

            Icon {
                name: root.stateIcon
                color: root.ink
            }
            BodyText {
                objectName: "stateText"
                text: root.session.stateText
                font.weight: Theme.weightMedium
                color: root.ink
                Accessible.name: qsTr("%1. %2").arg(root.session.stateText).arg(root.session.stateDetail)
            }
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            Icon {
                name: root.session.endpointUp ? "plug" : "link-2-off"
                color: root.session.endpointUp ? Theme.color.textMuted : Theme.color.warningText
            }
            BodyText {
                Layout.fillWidth: true
                text: root.session.endpointText
                elide: Text.ElideRight
                color: root.session.endpointUp ? Theme.color.textMuted : Theme.color.warningText
            }
        }
        AppButton {
            objectName: "waitingButton"
            visible: root.session.waiting > 0
            enabled: root.waitingLinked
            compact: true
            iconName: "hourglass"
            text: qsTr("%1 waiting").arg(root.session.waiting)
            onClicked: root.waitingRequested()
        }
        AppButton {
            visible: root.unlockOffered
            compact: true
            variant: AppButton.Primary
            iconName: "lock-open"
            text: qsTr("Unlock")
            onClicked: root.unlockRequested()
        }
        IconButton {
            visible: root.session.phase === Session.Open
            iconName: "lock"
            text: qsTr("Lock (Ctrl+L)")
            onClicked: root.session.lockNow()
        }
        AppButton {
            objectName: "pauseAll"
            visible: root.session.phase === Session.Open || root.session.phase === Session.Locked
            variant: root.session.paused ? AppButton.Primary : AppButton.Secondary
            iconName: root.session.paused ? "play" : "pause"
            text: root.session.paused ? qsTr("Resume") : qsTr("Pause all")
            enabled: !root.session.paused || root.session.phase === Session.Open
            returnClicks: !root.session.paused
            onClicked: root.session.paused ? root.proof.resumeAll() : root.session.pauseAll()
        }
    }
}
