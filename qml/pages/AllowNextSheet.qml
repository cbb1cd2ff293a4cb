import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop

/*! Allows the next request that is like a missed one: the rule that it makes, and the passphrase for it. */
ModalSheet {
    id: root

    required property MissedAsks missed

    title: qsTr("Allow the next one like this")
    text: missed.sentence
    iconName: "timer-off"
    dismissible: !missed.busy
    visible: missed.choosing
    onOpened: {
        passphrase.field.clear();
        passphrase.takeFocus();
    }
    onClosed: {
        passphrase.field.clear();
        missed.cancel();
    }

    PassphraseField {
        id: passphrase

        Layout.fillWidth: true
        objectName: "allowNextPassphrase"
        label: qsTr("Your passphrase")
        errorText: root.missed.errorText
        locked: root.missed.busy
    }

    footer: [
        Item {
            Layout.fillWidth: true
        },
        AppButton {
            text: qsTr("Cancel")
            enabled: !root.missed.busy
            onClicked: root.missed.cancel()
        },
        AppButton {
            objectName: "allowNextSubmit"
            variant: AppButton.Primary
            returnClicks: false
            text: qsTr("Allow the next one")
            busy: root.missed.busy
            enabled: (root.missed.ready && passphrase.field.length > 0) || root.missed.busy
            onClicked: root.missed.allowNext(passphrase.field)
        }
    ]
}
