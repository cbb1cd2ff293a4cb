pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Everything that waits, oldest first. New ones come in at the end. */
ListView {
    id: root

    required property ApprovalListModel queue
    required property string openId

    signal chosen(string paymentId)

    model: queue
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

        readonly property bool current: paymentId === root.openId

        width: ListView.view.width
        implicitHeight: implicitContentHeight + topPadding + bottomPadding
        padding: Theme.spaceM
        hoverEnabled: true
        focusPolicy: Qt.StrongFocus
        Accessible.role: Accessible.ListItem
        Accessible.name: qsTr("%1 wants to pay %2 %3 to %4, %5 left").arg(agentName).arg(amountText).arg(symbol).arg(host).arg(leftText)
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
        }
        background: Rectangle {
            radius: Theme.radiusM
            color: entry.current ? Theme.color.selected : entry.hovered ? Theme.color.hover : Theme.color.surface
            border.width: Theme.borderWidth
            border.color: entry.current ? Theme.color.accent : Theme.color.border

            FocusRing {
                visible: entry.visualFocus
            }
        }
    }
}
