import QtQuick
import QtQuick.Layouts
import Tillkeeper.Charts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! What was remembered with an approval: where, how much of it is used, when it ends, how it came to be. */
Item {
    id: root

    required property int index
    required property string agentName
    required property string host
    required property string payee
    required property string eachText
    required property string usedText
    required property real usedFraction
    required property string endsText
    required property string sinceText
    required property string origin

    property bool agentShown: false

    signal originRequested
    signal revokeRequested

    implicitHeight: row.implicitHeight + 2 * Theme.spaceM
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2, %3, %4, %5").arg(host).arg(payee).arg(eachText).arg(usedText).arg(endsText)

    Rectangle {
        visible: root.index > 0
        width: root.width
        height: Theme.borderWidth
        color: Theme.color.border
    }
    RowLayout {
        id: row

        y: Theme.spaceM
        width: root.width
        spacing: Theme.spaceL

        ColumnLayout {
            Layout.fillWidth: true
            Layout.preferredWidth: 10
            spacing: 2

            BodyText {
                Layout.fillWidth: true
                text: root.host
                elide: Text.ElideMiddle
                font.weight: Theme.weightMedium
                Accessible.ignored: true
            }
            BodyText {
                Layout.fillWidth: true
                text: root.agentShown ? qsTr("%1 · %2", "agent, payee").arg(root.agentName).arg(root.payee) : root.payee
                elide: Text.ElideMiddle
                font.pixelSize: Theme.textS
                color: Theme.color.textMuted
                Accessible.ignored: true
            }
        }
        ColumnLayout {
            Layout.preferredWidth: 210 * Math.min(Theme.textScale, 1.4)
            Layout.fillWidth: false
            spacing: 3

            BodyText {
                Layout.fillWidth: true
                text: root.eachText
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            BudgetBarItem {
                Layout.fillWidth: true
                implicitHeight: 8
                usedFraction: root.usedFraction
                afterFraction: -1
                paceFraction: -1
                trackColor: Theme.color.pressed
                usedColor: root.usedFraction >= 0.8 ? Theme.color.warning : Theme.color.accent
                overColor: Theme.color.danger
                tickColor: Theme.color.text
                tickEdgeColor: Theme.color.surface
            }
            BodyText {
                Layout.fillWidth: true
                text: root.usedText
                elide: Text.ElideRight
                font.pixelSize: Theme.textS
                color: Theme.color.textMuted
                Accessible.ignored: true
            }
        }
        ColumnLayout {
            Layout.preferredWidth: 130 * Math.min(Theme.textScale, 1.4)
            Layout.fillWidth: false
            spacing: 2

            BodyText {
                Layout.fillWidth: true
                text: root.endsText
                elide: Text.ElideRight
                Accessible.ignored: true
            }
            BodyText {
                Layout.fillWidth: true
                text: root.sinceText
                elide: Text.ElideRight
                font.pixelSize: Theme.textS
                color: Theme.color.textMuted
                Accessible.ignored: true
            }
        }
        AppButton {
            compact: true
            variant: AppButton.Quiet
            iconName: "arrow-up-right"
            text: qsTr("Origin")
            Accessible.name: qsTr("The payment with which %1 was remembered").arg(root.host)
            onClicked: root.originRequested()
        }
        TwiceButton {
            objectName: "revoke" + root.index
            calmText: qsTr("Revoke")
            question: qsTr("Revoke it?")
            onConfirmed: root.revokeRequested()
        }
    }
}
