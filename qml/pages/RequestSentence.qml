import QtQuick
import Tillkeeper.Components
import Tillkeeper.Theme

/*! Who wants to pay how much to whom: one sentence, the names in it set apart, each as plain text. */
Flow {
    id: root

    required property string agentName
    required property int colorIndex
    required property string amountText
    required property string symbol
    required property string host

    spacing: Math.round(Theme.textXl * 0.3)
    Accessible.role: Accessible.Heading
    Accessible.name: qsTr("%1 wants to pay %2 %3 to %4").arg(agentName).arg(amountText).arg(symbol).arg(host)

    component Piece: BodyText {
        required property real room

        width: Math.min(implicitWidth, room)
        wrapMode: Text.WrapAnywhere
        font.pixelSize: Theme.textXl
        Accessible.ignored: true
    }

    Item {
        width: dot.width + Theme.spaceXs
        height: dot.height * 2.1

        Rectangle {
            id: dot

            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(12 * Theme.textScale)
            height: width
            radius: 3
            color: Theme.chartColor(root.colorIndex)
        }
    }
    Piece {
        room: root.width
        text: root.agentName
        font.weight: Theme.weightSemibold
    }
    Piece {
        room: root.width
        text: qsTr("wants to pay")
        color: Theme.color.textMuted
    }
    Piece {
        room: root.width
        text: qsTr("%1 %2", "amount and token").arg(root.amountText).arg(root.symbol)
        font.weight: Theme.weightSemibold
    }
    Piece {
        room: root.width
        text: qsTr("to", "wants to pay 5 USDC to api.example.com")
        color: Theme.color.textMuted
    }
    Piece {
        room: root.width
        text: root.host
        font.weight: Theme.weightSemibold
    }
}
