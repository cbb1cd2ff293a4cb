import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The first agent: a name, and the rules it starts with. */
ColumnLayout {
    id: root

    required property Welcome welcome
    required property bool practiceShop

    function submit(): void {
        if (name.text.trim() === "")
            name.takeFocus();
        else
            welcome.addAgent(name.text, preset.current);
    }

    spacing: Theme.spaceL

    WelcomeHeading {
        Layout.fillWidth: true
        title: qsTr("Your first agent")
        text: qsTr("A program that may ask for payments. It gets a token to ask with, and an account of its own; the key stays here.")
    }
    Card {
        Layout.fillWidth: true
        padding: Theme.spaceXl
        spacing: Theme.spaceL

        TextEntry {
            id: name

            Layout.fillWidth: true
            objectName: "firstAgentName"
            label: qsTr("Name")
            placeholderText: qsTr("research-bot")
            maximumLength: 64
            onAccepted: root.submit()
            Component.onCompleted: takeFocus()
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceXs

            BodyText {
                text: qsTr("Rules it starts with")
                font.pixelSize: Theme.textS
                font.weight: Theme.weightMedium
                color: Theme.color.textMuted
            }
            PresetChoice {
                id: preset

                Layout.fillWidth: true
                practiceShop: root.practiceShop
                current: root.practiceShop ? 0 : 2
            }
        }
        Banner {
            Layout.fillWidth: true
            visible: text !== ""
            kind: Banner.Danger
            text: root.welcome.agentErrorText !== "" ? root.welcome.agentErrorText : root.welcome.errorText
        }
    }
    RowLayout {
        Layout.fillWidth: true

        AppButton {
            objectName: "skipAgent"
            variant: AppButton.Quiet
            text: qsTr("Not now")
            enabled: !root.welcome.busy
            onClicked: root.welcome.skipAgent()
        }
        Item {
            Layout.fillWidth: true
        }
        AppButton {
            objectName: "firstAgentAdd"
            variant: AppButton.Primary
            text: qsTr("Add the agent")
            busy: root.welcome.busy
            onClicked: root.submit()
        }
    }
}
