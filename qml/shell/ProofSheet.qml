import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Pages

/*! Asks for the passphrase where something widens; what was asked for then happens by itself. */
ModalSheet {
    id: root

    required property Proof proof

    title: qsTr("Your passphrase, once")
    text: proof.purpose
    iconName: "key-round"
    sheetWidth: 420
    dismissible: !proof.busy
    visible: proof.wanted
    onOpened: {
        passphrase.field.clear();
        passphrase.takeFocus();
    }
    onClosed: {
        passphrase.field.clear();
        if (proof.wanted)
            proof.cancel();
    }

    PassphraseField {
        id: passphrase

        Layout.fillWidth: true
        objectName: "proofPassphrase"
        label: qsTr("Passphrase")
        errorText: root.proof.errorText
        locked: root.proof.busy
        onAccepted: root.proof.submit(passphrase.field)
    }

    footer: [
        Item {
            Layout.fillWidth: true
        },
        AppButton {
            text: qsTr("Cancel")
            enabled: !root.proof.busy
            onClicked: root.proof.cancel()
        },
        AppButton {
            objectName: "proofSubmit"
            variant: AppButton.Primary
            text: qsTr("Continue")
            busy: root.proof.busy
            enabled: passphrase.field.length > 0 || root.proof.busy
            onClicked: root.proof.submit(passphrase.field)
        }
    ]

    property Connections answers: Connections {
        function onRefused(): void {
            passphrase.takeFocus();
        }

        target: root.proof
    }
}
