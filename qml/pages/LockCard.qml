import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! When the wallet locks by itself, and what goes on then. */
Card {
    id: root

    required property Security security
    required property Session session

    title: qsTr("Lock")
    spacing: Theme.spaceL

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        BodyText {
            Layout.fillWidth: true
            text: qsTr("Lock now: the keys are wiped from memory until the passphrase comes again.")
            wrapMode: Text.Wrap
            color: Theme.color.textMuted
        }
        AppButton {
            iconName: "lock"
            text: qsTr("Lock (Ctrl+L)")
            enabled: root.session.phase === Session.Open
            onClicked: root.session.lockNow()
        }
    }
    DataRow {
        Layout.fillWidth: true
        label: qsTr("Lock when I do nothing for")
        value: ""

        Segments {
            objectName: "autoLockSwitch"
            name: qsTr("Lock when I do nothing for")
            options: root.security.autoLockChoices
            currentIndex: root.security.autoLockChoice
            onActivated: index => root.security.setAutoLock(index)
        }
    }
    ToggleSwitch {
        text: qsTr("Lock when the machine suspends")
        checked: root.security.lockOnSuspend
        onToggled: root.security.setLockOnSuspend(checked)
    }
    ToggleSwitch {
        text: qsTr("Lock when the screen locks")
        checked: root.security.lockOnScreenLock
        onToggled: root.security.setLockOnScreenLock(checked)
    }
    ColumnLayout {
        Layout.fillWidth: true
        visible: root.security.needsPassphrase
        spacing: Theme.spaceM

        PassphraseField {
            id: passphrase

            Layout.fillWidth: true
            objectName: "lockPassphrase"
            label: qsTr("This keeps the wallet open longer, so it needs the passphrase")
            errorText: root.security.errorText
            onAccepted: root.security.confirm(passphrase.field)
        }
        RowLayout {
            spacing: Theme.spaceM

            AppButton {
                text: qsTr("Cancel")
                onClicked: root.security.cancel()
            }
            AppButton {
                variant: AppButton.Primary
                text: qsTr("Keep it open longer")
                onClicked: root.security.confirm(passphrase.field)
            }
        }
    }
    DataRow {
        Layout.fillWidth: true
        label: qsTr("Unattended payments")
        value: root.security.unattendedText
    }
    AppButton {
        visible: root.security.unattended
        text: qsTr("End unattended payments")
        onClicked: root.security.endUnattended()
    }
}
