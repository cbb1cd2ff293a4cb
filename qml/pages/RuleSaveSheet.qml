import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Before rules come into force: what changes, what that does, why, and the passphrase when it loosens. */
ModalSheet {
    id: root

    required property RuleSave save
    required property RuleTrial trial
    /*! What is saved is the draft that was tried, not an older version. */
    required property bool trialShown

    function submit(): void {
        if (save.loosens && passphrase.field.length === 0)
            passphrase.takeFocus();
        else
            save.confirm(reason.text, passphrase.field);
    }

    title: save.title
    iconName: save.effect === "tightens" ? "shield-check" : "shield"
    sheetWidth: 620
    dismissible: !save.busy
    visible: save.open
    onOpened: {
        reason.text = "";
        passphrase.field.clear();
        reason.takeFocus();
    }
    onClosed: {
        passphrase.field.clear();
        if (save.open)
            save.cancel();
    }

    ChangeLines {
        Layout.fillWidth: true
        changes: root.save.changes
    }
    BodyText {
        Layout.fillWidth: true
        visible: root.save.changes.count === 0
        text: qsTr("No sentence changes.")
        color: Theme.color.textMuted
    }
    LoadingState {
        Layout.fillWidth: true
        visible: root.save.checking
        text: qsTr("Comparing with the rules in force")
    }
    Banner {
        Layout.fillWidth: true
        objectName: "saveEffect"
        visible: root.save.effectText !== ""
        kind: root.save.loosens ? Banner.Warning : Banner.Success
        text: root.save.effectText
    }
    BodyText {
        Layout.fillWidth: true
        visible: root.trial.ready && !root.trial.stale && root.trialShown
        text: root.trial.sentence
        wrapMode: Text.Wrap
        color: Theme.color.textMuted
    }
    TextEntry {
        id: reason

        Layout.fillWidth: true
        objectName: "saveReason"
        label: qsTr("Why")
        placeholderText: qsTr("Stands in the history beside this version")
        maximumLength: 200
        onAccepted: root.submit()
    }
    PassphraseField {
        id: passphrase

        Layout.fillWidth: true
        objectName: "savePassphrase"
        visible: root.save.loosens
        label: qsTr("Your passphrase")
        hint: qsTr("Loosening asks for it each time.")
        errorText: root.save.errorText
        locked: root.save.busy
        onAccepted: root.submit()
    }
    Banner {
        Layout.fillWidth: true
        visible: root.save.errorText !== "" && !root.save.loosens
        kind: Banner.Danger
        text: root.save.errorText
    }

    footer: [
        Item {
            Layout.fillWidth: true
        },
        AppButton {
            text: qsTr("Cancel")
            enabled: !root.save.busy
            onClicked: root.save.cancel()
        },
        AppButton {
            objectName: "saveSubmit"
            variant: AppButton.Primary
            text: qsTr("Save")
            busy: root.save.busy
            enabled: root.save.effect !== "" && !root.save.checking && (!root.save.loosens || passphrase.field.length > 0 || root.save.busy)
            onClicked: root.submit()
        }
    ]

    property Connections answers: Connections {
        function onRefused(): void {
            passphrase.takeFocus();
        }

        target: root.save
    }
}
