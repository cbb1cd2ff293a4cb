pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Today's numbers, spend over time, budgets, where it goes and how it was decided, and the newest requests. Each number leads into the ledger. */
PageScroll {
    id: root

    required property OverviewNumbers numbers
    required property Session session
    required property Agents agents
    required property bool current

    signal ledgerRequested(string states, bool today)
    signal hostRequested(string host)
    signal approvalsRequested
    signal agentsRequested
    signal paymentRequested(string paymentId)

    readonly property bool narrow: width < 900 * Theme.textScale

    spacing: Theme.spaceM

    Binding {
        target: root.numbers
        property: "active"
        value: root.current
    }

    GridLayout {
        Layout.fillWidth: true
        columns: root.narrow ? 1 : 3
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceS

        PageHeader {
            Layout.fillWidth: true
            title: qsTr("Overview")
        }
        Segments {
            objectName: "moneySwitch"
            visible: root.session.practiceShop !== "" || root.numbers.practice
            name: qsTr("Which money")
            options: [qsTr("Real money"), qsTr("Practice money")]
            currentIndex: root.numbers.practice ? 1 : 0
            onActivated: index => root.numbers.setPractice(index === 1)
        }
        Segments {
            objectName: "chartRange"
            name: qsTr("How far back")
            options: [qsTr("24 h"), qsTr("7 days"), qsTr("30 days"), qsTr("90 days"), qsTr("1 year")]
            currentIndex: root.numbers.range
            onActivated: index => root.numbers.setRange(index)
        }
    }
    Banner {
        Layout.fillWidth: true
        visible: root.numbers.errorText !== ""
        kind: Banner.Danger
        text: root.numbers.errorText
    }
    OverviewTiles {
        Layout.fillWidth: true
        numbers: root.numbers
        columns: root.narrow ? 3 : 5
        onLedgerRequested: (states, today) => root.ledgerRequested(states, today)
        onApprovalsRequested: root.approvalsRequested()
        onAgentsRequested: root.agentsRequested()
    }
    GridLayout {
        Layout.fillWidth: true
        columns: root.narrow ? 1 : 2
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceM

        SpendCard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            numbers: root.numbers
        }
        BudgetsCard {
            Layout.preferredWidth: root.narrow ? -1 : 340 * Math.min(Theme.textScale, 1.25)
            Layout.fillWidth: root.narrow
            Layout.fillHeight: true
            numbers: root.numbers
            hasAgents: root.agents.list.count > 0
            onAgentsRequested: root.agentsRequested()
        }
    }
    GridLayout {
        Layout.fillWidth: true
        columns: root.narrow ? 1 : 3
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceM

        HostsCard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 120
            insights: root.numbers.insights
            onHostRequested: host => root.hostRequested(host)
        }
        DecisionsCard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 100
            insights: root.numbers.insights
            onLedgerRequested: states => root.ledgerRequested(states, false)
        }
        MonthCard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: 100
            insights: root.numbers.insights
            onLedgerRequested: states => root.ledgerRequested(states, false)
        }
    }
    Card {
        Layout.fillWidth: true
        title: qsTr("Latest requests")
        spacing: 0
        header: AppButton {
            variant: AppButton.Quiet
            compact: true
            text: qsTr("Open the ledger")
            onClicked: root.ledgerRequested("", false)
        }

        Repeater {
            model: root.numbers.feed

            FeedRow {
                required property string paymentId
                required property int colorIndex
                required property string path
                required practice

                Layout.fillWidth: true
                agentColorIndex: colorIndex
                detail: path
                onActivated: root.paymentRequested(paymentId)
            }
        }
        EmptyState {
            Layout.fillWidth: true
            Layout.margins: Theme.spaceXl
            visible: root.numbers.feed.count === 0
            iconName: "inbox"
            text: qsTr("Nobody has asked for a payment yet.")
            actionText: root.agents.list.count === 0 ? qsTr("Add an agent") : ""
            actionIconName: "plus"
            onActionTriggered: root.agentsRequested()
        }
    }
}
