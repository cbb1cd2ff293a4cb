import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop

/*! The token of a new agent, shown this one time, with what to paste where, and a first purchase to try it. */
ModalSheet {
    id: root

    required property Agents agents
    required property PracticePurchase purchase

    signal receiptRequested(string paymentId)

    title: qsTr("%1 is ready").arg(agents.freshName)
    iconName: "key-round"
    sheetWidth: 680
    dismissible: false

    TokenCard {
        Layout.fillWidth: true
        agents: root.agents
    }
    FortuneCard {
        Layout.fillWidth: true
        visible: root.purchase.possible
        purchase: root.purchase
        onReceiptRequested: paymentId => root.receiptRequested(paymentId)
    }

    footer: [
        Item {
            Layout.fillWidth: true
        },
        AppButton {
            objectName: "tokenDone"
            variant: AppButton.Primary
            text: qsTr("I have the token")
            onClicked: root.close()
        }
    ]
}
