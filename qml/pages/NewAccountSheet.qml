import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop

/*! A further account out of the recovery words. */
ModalSheet {
    id: root

    required property Accounts accounts

    function submit(): void {
        if (label.text.trim() === "")
            label.takeFocus();
        else if (passphrase.field.length === 0)
            passphrase.takeFocus();
        else
            accounts.add(label.text, passphrase.field);
    }

    title: qsTr("New account")
    text: qsTr("It is derived from your recovery words, so they restore it, too.")
    iconName: "wallet"
    dismissible: !accounts.busy
    onOpened: {
        accounts.clearError();
        label.text = "";
        passphrase.field.clear();
        label.takeFocus();
    }
    onClosed: passphrase.field.clear()

    TextEntry {
        id: label

        Layout.fillWidth: true
        objectName: "accountLabel"
        label: qsTr("Label")
        placeholderText: qsTr("Travel budget")
        maximumLength: 64
        onAccepted: root.submit()
    }
    PassphraseField {
        id: passphrase

        Layout.fillWidth: true
        objectName: "accountPassphrase"
        label: qsTr("Your passphrase")
        errorText: root.accounts.errorText
        locked: root.accounts.busy
        onAccepted: root.submit()
    }

    footer: [
        Item {
            Layout.fillWidth: true
        },
        AppButton {
            text: qsTr("Cancel")
            enabled: !root.accounts.busy
            onClicked: root.close()
        },
        AppButton {
            variant: AppButton.Primary
            text: qsTr("Make the account")
            busy: root.accounts.busy
            onClicked: root.submit()
        }
    ]

    property Connections answers: Connections {
        function onAdded(): void {
            root.close();
        }

        target: root.accounts
    }
}
