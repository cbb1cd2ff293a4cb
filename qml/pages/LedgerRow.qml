import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! One payment in the ledger's table. */
AbstractButton {
    id: root

    required property string paymentId
    required property string timeText
    required property string clockText
    required property bool marked
    required property string agentName
    required property int colorIndex
    required property string host
    required property string path
    required property string amountText
    required property string symbol
    required property string status
    required property bool practice

    property bool selected: false
    property bool narrow: false

    signal activated
    /*! Ctrl with a click, or Space: picks the row out, or not any more. */
    signal markToggled
    /*! Shift with a click: all rows from the one picked last to this one. */
    signal markedTo

    implicitHeight: Theme.rowHeight
    leftPadding: Theme.spaceXl
    rightPadding: Theme.spaceXl
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.ListItem
    Accessible.selected: selected
    Accessible.name: qsTr("%1, %2, %3 %4, %5, %6", "agent, host, amount, token, state, time").arg(agentName).arg(host).arg(amountText).arg(symbol).arg(StatusWords.label(status)).arg(timeText)
    Accessible.checkable: true
    Accessible.checked: marked
    onClicked: activated()
    Keys.onReturnPressed: activated()
    Keys.onSpacePressed: markToggled()

    contentItem: RowLayout {
        spacing: Theme.spaceM

        BodyText {
            Layout.preferredWidth: (root.narrow ? 72 : 84) * Theme.textScale
            text: root.clockText
            elide: Text.ElideRight
            font.pixelSize: Theme.textS
            color: Theme.color.textMuted
            Accessible.ignored: true
        }
        AgentDot {
            Layout.preferredWidth: (root.narrow ? 118 : 150) * Theme.textScale
            Layout.fillWidth: false
            name: root.agentName
            colorIndex: root.colorIndex
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
                Layout.preferredWidth: 0
                text: root.path
                elide: Text.ElideRight
                color: Theme.color.textFaint
                Accessible.ignored: true
            }
        }
        RowLayout {
            Layout.preferredWidth: 130 * Theme.textScale
            Layout.fillWidth: false
            spacing: Theme.spaceS

            Item {
                Layout.fillWidth: true
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
        }
        Item {
            Layout.preferredWidth: (root.narrow ? 34 : 150) * Theme.textScale
            implicitHeight: childrenRect.height

            StatusChip {
                status: root.status
                compact: root.narrow
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        color: root.marked ? Theme.color.accentSoft : root.selected ? Theme.color.selected : root.hovered ? Theme.color.hover : "transparent"

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.borderWidth
            color: Theme.color.border
            opacity: 0.6
        }
        Icon {
            x: Math.round((Theme.spaceXl - size) / 2)
            anchors.verticalCenter: parent.verticalCenter
            visible: root.marked
            name: "check"
            size: Theme.textM
            color: Theme.color.accentText
        }
        FocusRing {
            visible: root.visualFocus
            gap: -Theme.focusWidth
        }
    }

    MouseArea { // a button does not tell which keys were held
        anchors.fill: parent
        onClicked: mouse => {
            if (mouse.modifiers & Qt.ControlModifier) {
                root.markToggled();
            } else if (mouse.modifiers & Qt.ShiftModifier) {
                root.markedTo();
            } else {
                root.forceActiveFocus(Qt.MouseFocusReason);
                root.activated();
            }
        }
    }
}
