import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! What a person types into or ticks. */
GalleryPage {
    id: root

    SectionTitle {
        Layout.fillWidth: true
        text: qsTr("Fields")
    }
    GridLayout {
        Layout.fillWidth: true
        columns: Theme.textScale > 1.5 ? 2 : 3
        columnSpacing: Theme.spaceXl
        rowSpacing: Theme.spaceL

        TextEntry {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            label: qsTr("Name")
            text: "research-bot"
            hint: qsTr("Shown in the ledger and in every question.")
        }
        TextEntry {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            label: qsTr("Ask above")
            text: "1,5"
            errorText: qsTr("Use digits and one point, for example 2.50.")
        }
        TextEntry {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            label: qsTr("Search")
            labelVisible: false
            placeholderText: qsTr("Host, agent, tag…")
            iconName: "search"
            clearable: true
        }
        TextEntry {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            label: qsTr("Payee")
            text: "0x8ba1f109551bD432803012645Ac136ddd64DBA72"
            mono: true
            readOnly: true
            clearable: true
        }
        TextEntry {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            label: qsTr("Disabled")
            text: qsTr("cannot be changed")
            enabled: false
        }
        ComboSelect {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            label: qsTr("Preset")
            model: ["Practice", "Careful", "Everyday", "Autopilot"]
            currentIndex: 2
            hint: qsTr("Asks above 0.50 USD and for new sellers.")
        }
        PassphraseFrame {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            label: qsTr("Passphrase")
            capsLock: true
            strength: 3
            strengthText: qsTr("Strong")

            BodyText {
                anchors.fill: parent
                text: "••••••••••••"
            }
        }
        PassphraseFrame {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            label: qsTr("Passphrase")
            active: true
            revealed: true
            errorText: qsTr("That is not the passphrase. Nothing was changed.")

            BodyText {
                anchors.fill: parent
                text: "correct horse"
            }
        }
        PassphraseFrame {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            label: qsTr("New passphrase")
            strength: 1
            strengthText: qsTr("Weak")
            hint: qsTr("Five random words are best.")
        }
    }
    SectionTitle {
        Layout.fillWidth: true
        text: qsTr("Ticks and switches")
    }
    GridLayout {
        Layout.fillWidth: true
        columns: 3
        columnSpacing: Theme.spaceXl

        CheckMark {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            text: qsTr("Remember this answer")
            checked: true
        }
        CheckMark {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            text: qsTr("Only this host")
            hint: qsTr("A payment to another host asks again, even when the payee is the same.")
        }
        CheckMark {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            text: qsTr("Cannot be chosen")
            enabled: false
        }
        ToggleSwitch {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            text: qsTr("Start with the desktop")
            checked: true
        }
        ToggleSwitch {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            text: qsTr("Reduce motion")
            hint: qsTr("Nothing slides, fades or spins.")
        }
        ToggleSwitch {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            text: qsTr("Not on this machine")
            enabled: false
        }
    }
}
