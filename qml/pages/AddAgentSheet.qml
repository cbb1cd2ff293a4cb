import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop

/*! A new agent: its name, the rules it starts with, and the passphrase, because this widens. */
ModalSheet {
    id: root

    required property Agents agents
    required property bool practiceShop

    signal added

    function submit(): void {
        if (name.text.trim() === "")
            name.takeFocus();
        else if (passphrase.field.length === 0)
            passphrase.takeFocus();
        else
            agents.add(name.text, agents.presetKey(preset.current), mayShop.checked, passphrase.field);
    }

    title: qsTr("Add an agent")
    text: qsTr("It gets a token and an account of its own, so that what it can lose is what you put there.")
    iconName: "bot"
    sheetWidth: 520
    dismissible: !agents.busy
    onOpened: {
        agents.clearError();
        name.text = "";
        passphrase.field.clear();
        preset.current = practiceShop ? 0 : 2;
        name.takeFocus();
    }
    onClosed: passphrase.field.clear()

    TextEntry {
        id: name

        Layout.fillWidth: true
        objectName: "agentName"
        label: qsTr("Name")
        placeholderText: qsTr("research-bot")
        hint: qsTr("As it shall stand in prompts and in the ledger.")
        maximumLength: 64
        onAccepted: root.submit()
    }
    PresetChoice {
        id: preset

        Layout.fillWidth: true
        practiceShop: root.practiceShop
    }
    CheckMark {
        id: mayShop

        Layout.fillWidth: true
        visible: root.practiceShop
        checked: root.practiceShop
        text: qsTr("May fetch from the practice shop on this machine")
    }
    PassphraseField {
        id: passphrase

        Layout.fillWidth: true
        objectName: "agentPassphrase"
        label: qsTr("Your passphrase")
        hint: qsTr("A new agent widens what can be spent, so it is asked for each time.")
        errorText: root.agents.errorText
        locked: root.agents.busy
        onAccepted: root.submit()
    }

    footer: [
        Item {
            Layout.fillWidth: true
        },
        AppButton {
            text: qsTr("Cancel")
            enabled: !root.agents.busy
            onClicked: root.close()
        },
        AppButton {
            objectName: "agentSubmit"
            variant: AppButton.Primary
            text: qsTr("Add the agent")
            busy: root.agents.busy
            onClicked: root.submit()
        }
    ]

    property Connections answers: Connections {
        function onAdded(): void {
            if (root.visible) {
                root.close();
                root.added();
            }
        }

        target: root.agents
    }
}
