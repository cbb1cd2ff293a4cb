import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The vault is locked: the passphrase, and what waits behind it. Charts and ledger can be read meanwhile. */
Rectangle {
    id: root

    required property Session session
    required property Proof proof

    signal readRequested

    color: Theme.color.window

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.spaceXl, 400 * Math.min(Theme.textScale, 1.5))
        spacing: Theme.spaceL

        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            implicitWidth: Math.round(56 * Theme.textScale)
            implicitHeight: implicitWidth
            radius: Theme.radiusL
            color: Theme.color.accentSoft

            Icon {
                anchors.centerIn: parent
                name: "lock"
                size: Math.round(26 * Theme.textScale)
                color: Theme.color.accentText
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceXs

            BodyText {
                Layout.fillWidth: true
                text: qsTr("Tillkeeper is locked")
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.textXl
                font.weight: Theme.weightSemibold
                Accessible.role: Accessible.Heading
            }
            BodyText {
                Layout.fillWidth: true
                text: qsTr("The keys are wiped from memory. Agents are told that the wallet is locked.")
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                color: Theme.color.textMuted
            }
        }
        Card {
            Layout.fillWidth: true
            padding: Theme.spaceXl
            spacing: Theme.spaceL

            PassphraseField {
                id: passphrase

                Layout.fillWidth: true
                objectName: "unlockPassphrase"
                label: qsTr("Passphrase")
                locked: root.proof.busy
                errorText: root.proof.errorText
                onAccepted: root.proof.unlock(passphrase.field)
            }
            AppButton {
                Layout.fillWidth: true
                objectName: "unlockButton"
                variant: AppButton.Primary
                iconName: "lock-open"
                text: root.proof.busy ? qsTr("Opening the vault") : qsTr("Unlock")
                busy: root.proof.busy
                enabled: passphrase.field.length > 0 || root.proof.busy
                onClicked: root.proof.unlock(passphrase.field)
            }
        }
        BodyText {
            Layout.fillWidth: true
            visible: root.session.waiting > 0
            text: root.session.waiting === 1 ? qsTr("1 payment waits for you behind the lock.") : qsTr("%1 payments wait for you behind the lock.").arg(root.session.waiting)
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            color: Theme.color.warningText
            font.weight: Theme.weightMedium
        }
        AppButton {
            Layout.alignment: Qt.AlignHCenter
            objectName: "readWhileLocked"
            variant: AppButton.Quiet
            text: qsTr("Read the ledger without unlocking")
            onClicked: root.readRequested()
        }
    }
    onVisibleChanged: {
        if (visible)
            passphrase.takeFocus();
    }
    Component.onCompleted: passphrase.takeFocus()

    Connections {
        function onRefused(): void {
            passphrase.takeFocus();
        }

        target: root.proof
    }
}
