import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The first payment, and the token for the program that is to make the next ones. */
ColumnLayout {
    id: root

    required property Welcome welcome
    required property Agents agents

    signal receiptRequested(string paymentId)

    spacing: Theme.spaceL

    WelcomeHeading {
        Layout.fillWidth: true
        title: qsTr("%1 is ready to ask").arg(root.agents.freshName)
        text: root.welcome.purchase.possible ? qsTr("See one payment through, then give the token to your program.") : qsTr("Give the token to your program.")
    }
    FortuneCard {
        Layout.fillWidth: true
        visible: root.welcome.purchase.possible || root.welcome.purchase.done
        purchase: root.welcome.purchase
        onReceiptRequested: paymentId => root.receiptRequested(paymentId)
    }
    Card {
        Layout.fillWidth: true
        title: qsTr("Connect your program")

        TokenCard {
            Layout.fillWidth: true
            agents: root.agents
        }
    }
    RowLayout {
        Layout.fillWidth: true

        Item {
            Layout.fillWidth: true
        }
        AppButton {
            objectName: "finishWelcome"
            variant: root.welcome.purchase.done || !root.welcome.purchase.possible ? AppButton.Primary : AppButton.Secondary
            text: qsTr("Go to the overview")
            onClicked: root.welcome.finish()
        }
    }
}
