import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Pages
import Tillkeeper.Theme

/*! The screens behind the side bar. */
ColumnLayout {
    id: root

    required property Desk desk
    required property string page
    required property bool working

    readonly property list<string> names: ["overview", "approvals", "ledger", "agents", "rules", "accounts", "networks", "settings"]

    signal pageRequested(string name)
    signal paymentRequested(string paymentId)
    signal wordsRequested

    function takeFilterFocus(): void {
        ledger.takeFilterFocus();
    }
    function showLedger(states: string, today: bool): void {
        desk.ledger.show(states, today);
        pageRequested("ledger");
    }

    spacing: 0

    Banner {
        Layout.fillWidth: true
        Layout.margins: Theme.spaceL
        Layout.bottomMargin: 0
        objectName: "wordsBanner"
        visible: root.desk.settings.wordsUnconfirmed
        title: qsTr("Are the recovery words on paper?")
        text: root.desk.welcome.wordsAtHand ? qsTr("Three of them were to be asked back. Until you quit or lock, you can still do that.") : qsTr("They were not asked back and cannot be shown again. If they are not on paper, keep little money here.")
        actionText: root.desk.welcome.wordsAtHand ? qsTr("Answer now") : qsTr("They are on paper")
        onActionTriggered: root.desk.welcome.wordsAtHand ? root.wordsRequested() : root.desk.settings.setWordsUnconfirmed(false)
    }
    StackLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        currentIndex: Math.max(0, root.names.indexOf(root.page))

        OverviewPage {
            numbers: root.desk.overview
            session: root.desk.session
            agents: root.desk.agents
            current: root.working && root.page === "overview"
            onLedgerRequested: (states, today) => root.showLedger(states, today)
            onHostRequested: host => {
                root.desk.ledger.showHost(host);
                root.pageRequested("ledger");
            }
            onApprovalsRequested: root.pageRequested("approvals")
            onAgentsRequested: root.pageRequested("agents")
            onPaymentRequested: paymentId => root.paymentRequested(paymentId)
        }
        ApprovalsPage {
            approvals: root.desk.approvals
            session: root.desk.session
            onRulesRequested: agentId => {
                root.desk.rules.select(agentId);
                root.pageRequested("rules");
            }
        }
        LedgerPage {
            id: ledger

            ledger: root.desk.ledger
            agents: root.desk.agents
        }
        AgentsPage {
            agents: root.desk.agents
            session: root.desk.session
            purchase: root.desk.welcome.purchase
            onHistoryRequested: agentId => {
                root.desk.ledger.clearFilters();
                root.desk.ledger.setAgentFilter(agentId);
                root.pageRequested("ledger");
            }
            onPaymentRequested: paymentId => root.paymentRequested(paymentId)
        }
        RulesPage {
            rules: root.desk.rules
            current: root.working && root.page === "rules"
            onPaymentRequested: paymentId => root.paymentRequested(paymentId)
        }
        AccountsPage {
            accounts: root.desk.accounts
            session: root.desk.session
            current: root.working && root.page === "accounts"
        }
        NetworksPage {
            networks: root.desk.networks
            current: root.working && root.page === "networks"
        }
        SettingsPage {
            settings: root.desk.settings
            session: root.desk.session
            security: root.desk.security
        }
    }
}
