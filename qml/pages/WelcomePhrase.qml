import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Restoring: the recovery words, typed in order. They are checked before anything is made. */
ColumnLayout {
    id: root

    required property Welcome welcome

    spacing: Theme.spaceL

    WelcomeHeading {
        Layout.fillWidth: true
        title: qsTr("Type your recovery words")
        text: qsTr("All of them, in order, with a blank between. They bring back every account that was derived from them; imported keys are not among those.")
    }
    Card {
        Layout.fillWidth: true
        padding: Theme.spaceXl

        PassphraseField {
            id: phrase

            Layout.fillWidth: true
            objectName: "recoveryPhrase"
            label: qsTr("Recovery words")
            placeholder: qsTr("twelve or twenty-four words")
            errorText: root.welcome.errorText
            hint: qsTr("Show them while you type, if nobody looks over your shoulder.")
            onAccepted: root.welcome.takePhrase(phrase.field)
            onEdited: {
                if (root.welcome.errorText !== "")
                    root.welcome.clearError();
            }
            Component.onCompleted: takeFocus()
        }
    }
    RowLayout {
        Layout.fillWidth: true

        AppButton {
            variant: AppButton.Quiet
            iconName: "arrow-left"
            text: qsTr("Back")
            onClicked: root.welcome.back()
        }
        Item {
            Layout.fillWidth: true
        }
        AppButton {
            objectName: "phraseNext"
            variant: AppButton.Primary
            text: qsTr("Continue")
            enabled: phrase.field.length > 0
            onClicked: root.welcome.takePhrase(phrase.field)
        }
    }
}
