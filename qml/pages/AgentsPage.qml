pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Who may ask for payments: one card for each, and a new one with its token. */
PageScroll {
    id: root

    required property Agents agents
    required property Session session
    required property PracticePurchase purchase

    signal historyRequested(string agentId)
    signal paymentRequested(string paymentId)

    PageHeader {
        Layout.fillWidth: true
        title: qsTr("Agents")
        hint: qsTr("Programs that may ask for payments. A token lets one ask; your rules decide.")

        AppButton {
            objectName: "addAgentButton"
            variant: AppButton.Primary
            iconName: "plus"
            text: qsTr("Add an agent")
            enabled: root.session.phase === Session.Open
            onClicked: addSheet.open()
        }
    }
    Banner {
        Layout.fillWidth: true
        visible: root.agents.errorText !== "" && !addSheet.visible
        kind: Banner.Danger
        text: root.agents.errorText
    }
    GridLayout {
        Layout.fillWidth: true
        columns: Math.max(1, Math.floor(root.width / (360 * Theme.textScale)))
        columnSpacing: Theme.spaceL
        rowSpacing: Theme.spaceL
        visible: root.agents.list.count > 0

        Repeater {
            model: root.agents.list

            AgentCard {
                required property string agentId

                Layout.fillWidth: true
                Layout.fillHeight: true
                Layout.preferredWidth: 100
                onPauseRequested: root.agents.pause(agentId)
                onResumeRequested: root.agents.resume(agentId)
                onHistoryRequested: root.historyRequested(agentId)
            }
        }
    }
    EmptyState {
        Layout.fillWidth: true
        Layout.topMargin: Theme.spaceXxl * 2
        visible: root.agents.loaded && root.agents.list.count === 0
        iconName: "bot"
        text: qsTr("No agent yet. Add one, give its token to your program, and it can ask.")
        actionText: root.session.phase === Session.Open ? qsTr("Add an agent") : ""
        actionIconName: "plus"
        onActionTriggered: addSheet.open()
    }
    LoadingState {
        Layout.fillWidth: true
        visible: !root.agents.loaded && root.agents.errorText === ""
        text: qsTr("Loading agents")
    }

    AddAgentSheet {
        id: addSheet

        agents: root.agents
        practiceShop: root.session.practiceShop !== ""
        onAdded: tokenSheet.open()
    }
    TokenSheet {
        id: tokenSheet

        agents: root.agents
        purchase: root.purchase
        onClosed: root.agents.forgetToken()
        onReceiptRequested: paymentId => {
            close();
            root.paymentRequested(paymentId);
        }
    }
}
