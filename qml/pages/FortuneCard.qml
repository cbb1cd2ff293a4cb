import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Buys something for 0.01 of practice money, as the new agent would: one request, one decision, one payment. */
Card {
    id: root

    required property PracticePurchase purchase

    signal receiptRequested(string paymentId)

    spacing: Theme.spaceM

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            BodyText {
                Layout.fillWidth: true
                text: qsTr("A first payment")
                font.weight: Theme.weightSemibold
                Accessible.role: Accessible.Heading
            }
            BodyText {
                Layout.fillWidth: true
                text: qsTr("The practice shop on this machine sells a fortune for 0.01 of practice money. The agent asks, your rules decide, the payment is signed and settled: no real money, no network.")
                wrapMode: Text.Wrap
                lineHeight: Theme.lineHeight
                font.pixelSize: Theme.textS
                color: Theme.color.textMuted
            }
        }
        PracticeBadge {
            Layout.alignment: Qt.AlignTop
        }
    }
    AppButton {
        objectName: "buyFortune"
        variant: root.purchase.done ? AppButton.Secondary : AppButton.Primary
        iconName: "store"
        text: root.purchase.buying ? qsTr("Buying") : root.purchase.done ? qsTr("Buy another for 0.01") : qsTr("Buy a fortune for 0.01")
        busy: root.purchase.buying
        enabled: root.purchase.possible
        onClicked: root.purchase.buy()
    }
    Banner {
        Layout.fillWidth: true
        visible: root.purchase.errorText !== ""
        kind: Banner.Warning
        text: root.purchase.errorText
    }
    ColumnLayout {
        Layout.fillWidth: true
        visible: root.purchase.done
        spacing: Theme.spaceS

        QuotedText {
            Layout.fillWidth: true
            objectName: "fortuneText"
            source: qsTr("What it bought")
            quote: root.purchase.fortune
        }
        FeedRow {
            Layout.fillWidth: true
            objectName: "fortuneRow"
            visible: root.purchase.receipt.present
            agentName: root.purchase.receipt.agentName
            agentColorIndex: root.purchase.receipt.colorIndex
            host: root.purchase.receipt.host
            amountText: root.purchase.receipt.amountText
            symbol: root.purchase.receipt.symbol
            status: root.purchase.receipt.status
            timeText: root.purchase.receipt.timeText
            practice: root.purchase.receipt.practice
            onActivated: root.receiptRequested(root.purchase.receipt.paymentId)
        }
        BodyText {
            Layout.fillWidth: true
            objectName: "fortuneStatus"
            visible: root.purchase.receipt.present
            text: root.purchase.receipt.statusText
            wrapMode: Text.Wrap
            font.pixelSize: Theme.textS
            color: Theme.color.textMuted
        }
    }
}
