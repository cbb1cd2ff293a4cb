import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! How the app looks and behaves, and what protects the keys. */
PageScroll {
    id: root

    required property AppSettings settings
    required property Session session
    required property Security security

    readonly property list<string> looks: ["system", "light", "dark", "contrast"]

    maximumWidth: 760 * Math.min(Theme.textScale, 1.4)

    PageHeader {
        Layout.fillWidth: true
        title: qsTr("Settings")
    }
    Card {
        Layout.fillWidth: true
        title: qsTr("Appearance")
        spacing: Theme.spaceL

        DataRow {
            Layout.fillWidth: true
            label: qsTr("Theme")
            value: ""

            Segments {
                objectName: "themeSwitch"
                name: qsTr("Theme")
                options: [qsTr("System"), qsTr("Light"), qsTr("Dark"), qsTr("High contrast")]
                currentIndex: Math.max(0, root.looks.indexOf(root.settings.appearance))
                onActivated: index => root.settings.setAppearance(root.looks[index])
            }
        }
        DataRow {
            Layout.fillWidth: true
            label: qsTr("Text size")
            value: ""

            Segments {
                name: qsTr("Text size")
                options: [qsTr("100 %"), qsTr("125 %"), qsTr("150 %"), qsTr("200 %")]
                currentIndex: root.settings.textSize
                onActivated: index => root.settings.setTextSize(index)
            }
        }
        DataRow {
            Layout.fillWidth: true
            label: qsTr("Language")
            value: ""

            ComboSelect {
                Layout.preferredWidth: 240 * Theme.textScale
                objectName: "languageSelect"
                label: qsTr("Language")
                labelVisible: false
                model: root.settings.languageNames
                currentIndex: root.settings.languageIndex
                onActivated: index => root.settings.setLanguage(index)
            }
        }
        ToggleSwitch {
            text: qsTr("Less motion")
            hint: qsTr("Things appear at once instead of moving.")
            checked: root.settings.reduceMotion
            onToggled: root.settings.setReduceMotion(checked)
        }
    }
    LockCard {
        Layout.fillWidth: true
        security: root.security
        session: root.session
    }
    TierCard {
        Layout.fillWidth: true
        session: root.session
    }
    Card {
        Layout.fillWidth: true
        title: qsTr("Background")
        spacing: Theme.spaceL

        ToggleSwitch {
            text: qsTr("Keep paying when the window is closed")
            hint: qsTr("The keeper and the agents' endpoint stay up after you quit this app. Otherwise they end with it.")
            checked: root.settings.keepRunning
            onToggled: root.settings.setKeepRunning(checked)
        }
    }
    Card {
        Layout.fillWidth: true
        title: qsTr("About")

        DataRow {
            Layout.fillWidth: true
            label: qsTr("Version")
            value: root.session.version
        }
        DataRow {
            Layout.fillWidth: true
            visible: root.session.endpoint !== ""
            label: qsTr("Agents' endpoint")
            value: root.session.endpoint
            mono: true
            copyable: true
        }
        DataRow {
            Layout.fillWidth: true
            visible: root.session.practiceShop !== ""
            label: qsTr("Practice shop")
            value: root.session.practiceShop
            mono: true
            copyable: true
        }
        DataRow {
            Layout.fillWidth: true
            label: qsTr("Ledger")
            value: root.session.ledgerBroken ? qsTr("does not verify: nothing is signed") : qsTr("%1 rows").arg(root.session.ledgerRows)
        }
        DataRow {
            Layout.fillWidth: true
            label: qsTr("Data")
            value: root.settings.dataDir
            mono: true
            copyable: true
        }
        DataRow {
            Layout.fillWidth: true
            label: qsTr("Licence")
            value: qsTr("Apache-2.0. Fonts: IBM Plex (SIL Open Font License). Icons: Lucide (ISC).")
        }
    }
}
