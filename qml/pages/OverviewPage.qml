pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Today's numbers, spend over time, budgets, and the newest requests. Each number leads into the ledger. */
PageScroll {
    id: root

    required property OverviewNumbers numbers
    required property Session session
    required property Agents agents
    required property bool current

    signal ledgerRequested(string status)
    signal approvalsRequested
    signal agentsRequested
    signal paymentRequested(string paymentId)

    readonly property bool narrow: width < 900 * Theme.textScale

    Binding {
        target: root.numbers
        property: "active"
        value: root.current
    }

    PageHeader {
        Layout.fillWidth: true
        title: qsTr("Overview")

        PracticeBadge {
            visible: root.numbers.practice
        }
        Segments {
            objectName: "moneySwitch"
            visible: root.session.practiceShop !== "" || root.numbers.practice
            name: qsTr("Which money")
            options: [qsTr("Real money"), qsTr("Practice money")]
            currentIndex: root.numbers.practice ? 1 : 0
            onActivated: index => root.numbers.setPractice(index === 1)
        }
    }
    Banner {
        Layout.fillWidth: true
        visible: root.numbers.errorText !== ""
        kind: Banner.Danger
        text: root.numbers.errorText
    }
    GridLayout {
        Layout.fillWidth: true
        columns: root.narrow ? 3 : 5
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceM

        StatTile {
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            objectName: "spentToday"
            label: qsTr("Spent today")
            value: root.numbers.spentToday === "" ? "–" : root.numbers.spentToday
            symbol: "USD"
            sub: root.numbers.practice ? qsTr("practice money, all agents") : qsTr("all agents")
            iconName: "coins"
            onClicked: root.ledgerRequested("")
        }
        StatTile {
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            label: qsTr("Left today")
            value: root.numbers.leftToday === "" ? "–" : root.numbers.leftToday
            symbol: root.numbers.leftToday === "" ? "" : "USD"
            sub: root.numbers.leftToday === "" ? qsTr("no daily budget") : qsTr("of the daily budgets")
            iconName: "gauge"
            onClicked: root.agentsRequested()
        }
        StatTile {
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            label: qsTr("At risk")
            value: root.numbers.atRisk === "" ? "–" : root.numbers.atRisk
            symbol: "USD"
            sub: qsTr("signed, not settled")
            iconName: "signature"
            onClicked: root.ledgerRequested("authorized")
        }
        StatTile {
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            label: qsTr("Waiting for you")
            value: root.numbers.waiting
            sub: root.numbers.waiting > 0 ? qsTr("decide now") : qsTr("nothing to decide")
            iconName: "hourglass"
            tone: root.numbers.waiting > 0 ? StatTile.Attention : StatTile.Calm
            onClicked: root.approvalsRequested()
        }
        StatTile {
            Layout.fillWidth: true
            Layout.preferredWidth: 100
            label: qsTr("Unknown outcome")
            value: root.numbers.unknown
            sub: root.numbers.unknown > 0 ? qsTr("counts as spent") : qsTr("all accounted for")
            iconName: "circle-question-mark"
            tone: root.numbers.unknown > 0 ? StatTile.Attention : StatTile.Calm
            onClicked: root.ledgerRequested("unknown")
        }
    }
    GridLayout {
        Layout.fillWidth: true
        columns: root.narrow ? 1 : 2
        columnSpacing: Theme.spaceL
        rowSpacing: Theme.spaceL

        SpendCard {
            Layout.fillWidth: true
            Layout.fillHeight: true
            numbers: root.numbers
        }
        Card {
            Layout.preferredWidth: root.narrow ? -1 : 320 * Math.min(Theme.textScale, 1.25)
            Layout.fillWidth: root.narrow
            Layout.fillHeight: true
            title: qsTr("Budgets")
            spacing: Theme.spaceL

            Repeater {
                model: root.numbers.budgets

                BudgetBar {
                    required afterFraction
                    required afterText
                    required paceFraction
                    required resetText

                    Layout.fillWidth: true
                }
            }
            EmptyState {
                Layout.fillWidth: true
                Layout.topMargin: Theme.spaceL
                visible: root.numbers.loaded && root.numbers.budgets.count === 0
                iconName: "gauge"
                text: root.agents.list.count === 0 ? qsTr("Budgets appear here with your first agent.") : qsTr("No budget counts this money.")
                actionText: root.agents.list.count === 0 ? qsTr("Add an agent") : ""
                actionIconName: "plus"
                onActionTriggered: root.agentsRequested()
            }
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
            onClicked: root.ledgerRequested("")
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
