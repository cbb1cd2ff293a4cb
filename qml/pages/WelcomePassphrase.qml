import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The passphrase of the vault: typed twice, its strength shown, or five words taken that were drawn by lot. */
ColumnLayout {
    id: root

    required property Welcome welcome

    spacing: Theme.spaceL

    WelcomeHeading {
        Layout.fillWidth: true
        title: qsTr("Choose a passphrase")
        text: qsTr("It encrypts the keys on this machine and opens Tillkeeper. It cannot be reset; your recovery words are the only other way in.")
    }
    Card {
        Layout.fillWidth: true
        padding: Theme.spaceXl
        spacing: Theme.spaceL

        PassphraseField {
            id: first

            Layout.fillWidth: true
            objectName: "newPassphrase"
            label: qsTr("Passphrase")
            rated: true
            locked: root.welcome.busy
            onAccepted: second.takeFocus()
            onEdited: {
                if (root.welcome.errorText !== "")
                    root.welcome.clearError();
            }
            Component.onCompleted: takeFocus()
        }
        PassphraseField {
            id: second

            Layout.fillWidth: true
            objectName: "repeatPassphrase"
            label: qsTr("Once more")
            errorText: root.welcome.errorText
            locked: root.welcome.busy
            onAccepted: root.welcome.create(first.field, second.field)
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: offer.implicitHeight + 2 * Theme.spaceM
            radius: Theme.radiusM
            color: Theme.color.surfaceSunken

            RowLayout {
                id: offer

                anchors.verticalCenter: parent.verticalCenter
                x: Theme.spaceM
                width: parent.width - 2 * Theme.spaceM
                spacing: Theme.spaceM

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 0

                    BodyText {
                        text: qsTr("Or take these five words, drawn by lot:")
                        font.pixelSize: Theme.textS
                        color: Theme.color.textMuted
                    }
                    PhrasePainter {
                        Layout.fillWidth: true
                        words: root.welcome.offered
                        numbered: false
                        flowing: true
                        columns: 5
                        color: Theme.color.text
                        fontFamily: Theme.monoFamily
                        pixelSize: Theme.textM
                        lineHeight: 1.9
                        Accessible.role: Accessible.StaticText
                        Accessible.name: qsTr("Five words, painted: take them and show the passphrase to hear what was typed")
                    }
                }
                IconButton {
                    iconName: "dices"
                    text: qsTr("Other words")
                    enabled: !root.welcome.busy
                    onClicked: root.welcome.offerAnother()
                }
                AppButton {
                    objectName: "useOffered"
                    compact: true
                    text: qsTr("Take them")
                    enabled: !root.welcome.busy
                    onClicked: {
                        root.welcome.useOffered(first.field, second.field);
                        first.field.revealed = true;
                        second.takeFocus();
                    }
                }
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true

        AppButton {
            variant: AppButton.Quiet
            iconName: "arrow-left"
            text: qsTr("Back")
            enabled: !root.welcome.busy
            onClicked: root.welcome.back()
        }
        Item {
            Layout.fillWidth: true
        }
        AppButton {
            objectName: "createVault"
            variant: AppButton.Primary
            text: root.welcome.busy ? qsTr("Making the vault") : root.welcome.restoring ? qsTr("Restore the vault") : qsTr("Make the vault")
            busy: root.welcome.busy
            enabled: first.field.longEnough || root.welcome.busy
            onClicked: root.welcome.create(first.field, second.field)
        }
    }
}
