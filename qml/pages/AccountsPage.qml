pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The accounts: addresses to fund, and what is on them. */
PageScroll {
    id: root

    required property Accounts accounts
    required property Session session
    required property bool current

    onCurrentChanged: {
        if (current)
            accounts.reload();
    }

    PageHeader {
        Layout.fillWidth: true
        title: qsTr("Accounts")
        hint: qsTr("One account for each agent keeps apart what each can lose. All of them come back from the recovery words.")

        IconButton {
            iconName: "refresh-cw"
            text: qsTr("Look again")
            onClicked: root.accounts.reload()
        }
        AppButton {
            objectName: "addAccountButton"
            variant: AppButton.Primary
            iconName: "plus"
            text: qsTr("New account")
            enabled: root.session.phase === Session.Open
            onClicked: sheet.open()
        }
    }
    BodyText {
        objectName: "backupLine"
        Layout.fillWidth: true
        visible: text !== ""
        text: root.session.backupText
        color: root.session.backupVerified ? Theme.color.textMuted : Theme.color.text
        wrapMode: Text.Wrap
        Accessible.name: text
    }
    Banner {
        Layout.fillWidth: true
        visible: root.accounts.errorText !== "" && !sheet.visible
        kind: Banner.Danger
        text: root.accounts.errorText
    }
    Repeater {
        model: root.accounts.list

        Card {
            id: account

            required property string label
            required property string address
            required property string family
            required property string kind
            required property list<string> balances

            Layout.fillWidth: true
            title: label
            hint: qsTr("%1 · %2").arg(family).arg(kind)

            AddressLabel {
                Layout.fillWidth: true
                address: account.address
                name: account.label
                full: true
            }
            Repeater {
                model: account.balances

                BodyText {
                    required property string modelData

                    Layout.fillWidth: true
                    text: modelData
                    wrapMode: Text.Wrap
                }
            }
            BodyText {
                Layout.fillWidth: true
                visible: account.balances.length === 0
                text: qsTr("No balance is known yet.")
                color: Theme.color.textMuted
            }
        }
    }
    EmptyState {
        Layout.fillWidth: true
        Layout.topMargin: Theme.spaceXxl * 2
        visible: root.accounts.loaded && root.accounts.list.count === 0
        iconName: "wallet"
        text: qsTr("No account yet. Each new agent brings one of its own.")
    }
    LoadingState {
        Layout.fillWidth: true
        visible: !root.accounts.loaded
        text: qsTr("Loading accounts")
    }
    NewAccountSheet {
        id: sheet

        accounts: root.accounts
    }
}
