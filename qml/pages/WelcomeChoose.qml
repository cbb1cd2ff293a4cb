pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! The very first screen: what this is, and the two ways to begin. */
ColumnLayout {
    id: root

    required property bool practiceShop

    signal newRequested
    signal restoreRequested

    spacing: Theme.spaceXl

    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Rectangle {
            Layout.alignment: Qt.AlignHCenter
            Layout.bottomMargin: Theme.spaceS
            implicitWidth: Math.round(64 * Theme.textScale)
            implicitHeight: implicitWidth
            radius: Math.round(16 * Theme.textScale)
            color: Theme.color.accent

            Icon {
                anchors.centerIn: parent
                name: "hand-coins"
                size: Math.round(34 * Theme.textScale)
                color: Theme.color.accentInk
            }
        }
        BodyText {
            Layout.fillWidth: true
            text: qsTr("Welcome to Tillkeeper")
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            font.pixelSize: Theme.textXxl
            font.weight: Theme.weightSemibold
            Accessible.role: Accessible.Heading
        }
        BodyText {
            Layout.fillWidth: true
            text: qsTr("Your agents ask, your rules decide, and the keys stay here.\nNothing is spent that you did not allow.")
            horizontalAlignment: Text.AlignHCenter
            wrapMode: Text.Wrap
            font.pixelSize: Theme.textL
            lineHeight: 1.25
            color: Theme.color.textMuted
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceL

        Repeater {
            model: [
                {
                    icon: "wallet",
                    title: qsTr("Make a new vault"),
                    text: qsTr("A passphrase, twelve words to write down, a first agent, a first payment. About three minutes."),
                    name: "newVault"
                },
                {
                    icon: "rotate-ccw",
                    title: qsTr("Restore from recovery words"),
                    text: qsTr("Brings back the accounts of an earlier vault. Agents and rules are set up again."),
                    name: "restoreVault"
                }
            ]

            Card {
                id: way

                required property var modelData // icon, words and name of this way

                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 100
                objectName: modelData.name
                interactive: true
                padding: Theme.spaceXl
                Accessible.name: modelData.title
                onClicked: modelData.name === "newVault" ? root.newRequested() : root.restoreRequested()

                Icon {
                    name: way.modelData.icon
                    size: Math.round(24 * Theme.textScale)
                    color: Theme.color.accentText
                }
                BodyText {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.spaceXs
                    text: way.modelData.title
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.textL
                    font.weight: Theme.weightSemibold
                }
                BodyText {
                    Layout.fillWidth: true
                    text: way.modelData.text
                    wrapMode: Text.Wrap
                    lineHeight: 1.2
                    color: Theme.color.textMuted
                }
            }
        }
    }
    RowLayout {
        Layout.alignment: Qt.AlignHCenter
        visible: root.practiceShop
        spacing: Theme.spaceS

        PracticeBadge {}
        BodyText {
            text: qsTr("A practice shop is open on this machine: you can try everything without real money.")
            color: Theme.color.textMuted
        }
    }
}
