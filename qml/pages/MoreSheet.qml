import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop

/*! The answer to an agent that asks for more: exactly how much, and until when. */
ModalSheet {
    id: root

    required property Allowances allowances

    property int requestId: 0

    function answer(id: int, agentName: string, wanted: string, wantedUntil: string): void {
        requestId = id;
        title = qsTr("More for %1").arg(agentName);
        amount.text = wanted;
        until.text = wantedUntil;
        allowances.clearError();
        open();
    }
    function submit(): void {
        if (passphrase.field.length === 0)
            passphrase.takeFocus();
        else
            allowances.grantMore(requestId, amount.text, until.text, passphrase.field);
    }

    title: qsTr("More for an agent")
    text: qsTr("Payments that its own budgets have no room for may be paid out of this, and nothing else changes.")
    iconName: "hand-coins"
    sheetWidth: 460
    dismissible: !allowances.busy
    onOpened: {
        passphrase.field.clear();
        amount.takeFocus();
    }
    onClosed: passphrase.field.clear()

    TextEntry {
        id: amount

        Layout.fillWidth: true
        objectName: "moreAmount"
        label: qsTr("At most, in USD")
        maximumLength: 32
        onAccepted: root.submit()
    }
    TextEntry {
        id: until

        Layout.fillWidth: true
        objectName: "moreUntil"
        label: qsTr("Until")
        hint: qsTr("Day and time here, for example 2026-12-31 18:00.")
        maximumLength: 16
        onAccepted: root.submit()
    }
    PassphraseField {
        id: passphrase

        Layout.fillWidth: true
        objectName: "morePassphrase"
        label: qsTr("Your passphrase")
        errorText: root.allowances.errorText
        locked: root.allowances.busy
        onAccepted: root.submit()
    }

    footer: [
        Item {
            Layout.fillWidth: true
        },
        AppButton {
            text: qsTr("Cancel")
            enabled: !root.allowances.busy
            onClicked: root.close()
        },
        AppButton {
            objectName: "moreSubmit"
            variant: AppButton.Primary
            text: qsTr("Grant")
            busy: root.allowances.busy
            onClicked: root.submit()
        }
    ]

    property Connections answers: Connections {
        function onDone(): void {
            root.close();
        }

        target: root.allowances
    }
}
