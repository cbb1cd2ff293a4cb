pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Everything that waits, oldest first, alike ones as one card. New ones come in at the end. */
ListView {
    id: root

    required property ApprovalGroupModel groups

    signal chosen(string paymentId)

    model: groups
    spacing: Theme.spaceXs
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    ScrollBar.vertical: SlimScrollBar {}
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Payments that wait for you")

    delegate: AbstractButton {
        id: entry

        required property string paymentId
        required property string agentName
        required property int colorIndex
        required property string host
        required property string amountText
        required property string symbol
        required property string leftText
        required property bool urgent
        required property bool danger
        required property bool practice
        required property int alike
        required property string alikeText
        required property string oddText
        required property bool hasOpen

        width: ListView.view.width
        implicitHeight: implicitContentHeight + topPadding + bottomPadding
        padding: Theme.spaceM
        hoverEnabled: true
        focusPolicy: Qt.StrongFocus
        Accessible.role: Accessible.ListItem
        Accessible.name: qsTr("%1 wants to pay %2 %3 to %4, %5 left").arg(agentName).arg(amountText).arg(symbol).arg(host).arg(leftText)
        Accessible.description: oddText === "" ? alikeText : oddText
        onClicked: root.chosen(paymentId)

        contentItem: ColumnLayout {
            spacing: Theme.spaceXs

            RowLayout {
                spacing: Theme.spaceS

                AgentDot {
                    Layout.fillWidth: true
                    name: entry.agentName
                    colorIndex: entry.colorIndex
                }
                Icon {
                    visible: entry.danger
                    name: "shield-alert"
                    color: Theme.color.dangerText
                }
                PracticeBadge {
                    visible: entry.practice
                    compact: true
                }
                AmountLabel {
                    amountText: entry.amountText
                    symbol: entry.symbol
                }
            }
            RowLayout {
                spacing: Theme.spaceS

                BodyText {
                    Layout.fillWidth: true
                    text: entry.host
                    elide: Text.ElideMiddle
                    font.pixelSize: Theme.textS
                    color: Theme.color.textMuted
                }
                BodyText {
                    text: qsTr("%1 left", "time").arg(entry.leftText)
                    font.pixelSize: Theme.textS
                    color: entry.urgent ? Theme.color.warningText : Theme.color.textFaint
                }
            }
            RowLayout {
                visible: entry.alike > 1
                spacing: Theme.spaceS

                Icon {
                    name: "layers"
                    color: Theme.color.infoText
                }
                BodyText {
                    Layout.fillWidth: true
                    text: entry.alikeText
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.textS
                    font.weight: Theme.weightMedium
                    color: Theme.color.infoText
                }
            }
            RowLayout {
                visible: entry.oddText !== ""
                spacing: Theme.spaceS

                Icon {
                    Layout.alignment: Qt.AlignTop
                    name: "triangle-alert"
                    color: Theme.color.warningText
                }
                BodyText {
                    Layout.fillWidth: true
                    text: entry.oddText
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.textS
                    color: Theme.color.warningText
                }
            }
        }
        background: Rectangle {
            radius: Theme.radiusM
            color: entry.hasOpen ? Theme.color.selected : entry.hovered ? Theme.color.hover : Theme.color.surface
            border.width: Theme.borderWidth
            border.color: entry.hasOpen ? Theme.color.accent : Theme.color.border

            FocusRing {
                visible: entry.visualFocus
            }
        }
    }
}
