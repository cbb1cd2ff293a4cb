import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Theme

/*! One payment in a live list: who, where, how much, what became of it, when. */
AbstractButton {
    id: root

    required property string agentName
    required property int agentColorIndex
    required property string host
    required property string amountText
    required property string symbol
    required property string status
    required property string timeText

    property string detail
    property bool practice: false
    property bool selected: false

    signal activated

    implicitWidth: 480
    implicitHeight: Math.max(Theme.rowHeight, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: Theme.spaceS + 2
    rightPadding: Theme.spaceS + 2
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.ListItem
    Accessible.selected: selected
    Accessible.name: qsTr("%1, %2, %3 %4, %5, %6", "agent, host, amount, token, state, time").arg(agentName).arg(host).arg(amountText).arg(symbol).arg(StatusWords.label(status)).arg(timeText) + (practice ? qsTr(", practice money") : "")
    onClicked: activated()
    Keys.onReturnPressed: event => {
        if (!event.isAutoRepeat)
            root.clicked();
    }

    contentItem: RowLayout {
        spacing: Theme.spaceM

        StatusChip {
            compact: true
            status: root.status
            Accessible.ignored: true
        }
        AgentDot {
            Layout.preferredWidth: Math.max(90, root.width * 0.2)
            Layout.fillWidth: false
            name: root.agentName
            colorIndex: root.agentColorIndex
            Accessible.ignored: true
        }
        RowLayout {
            Layout.fillWidth: true
            spacing: 0

            BodyText {
                Layout.fillWidth: true
                Layout.maximumWidth: Math.ceil(implicitWidth)
                text: root.host
                elide: Text.ElideMiddle
                Accessible.ignored: true
            }
            BodyText {
                Layout.fillWidth: true
                Layout.preferredWidth: 0 // the host goes first
                text: root.detail
                elide: Text.ElideRight
                color: Theme.color.textFaint
                Accessible.ignored: true
            }
        }
        PracticeBadge {
            visible: root.practice
            compact: true
            Accessible.ignored: true
        }
        AmountLabel {
            amountText: root.amountText
            symbol: root.symbol
            Accessible.ignored: true
        }
        BodyText {
            Layout.minimumWidth: Math.round(62 * Theme.textScale)
            text: root.timeText
            horizontalAlignment: Text.AlignRight
            font.pixelSize: Theme.textS
            color: Theme.color.textFaint
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusM
        color: root.selected ? Theme.color.selected : root.down ? Theme.color.pressed : root.hovered ? Theme.color.hover : "transparent"

        FocusRing {
            visible: root.visualFocus
            gap: -Theme.focusWidth
        }
    }
}
