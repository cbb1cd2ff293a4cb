import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The five numbers of today; each is a link to the payments that it is made of. */
GridLayout {
    id: root

    required property OverviewNumbers numbers

    signal ledgerRequested(string states, bool today)
    signal approvalsRequested
    signal agentsRequested

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
        onClicked: root.ledgerRequested("authorized,settled,unknown,expired", true)
    }
    StatTile {
        Layout.fillWidth: true
        Layout.preferredWidth: 100
        objectName: "leftToday"
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
        objectName: "atRisk"
        label: qsTr("At risk")
        value: root.numbers.atRisk === "" ? "–" : root.numbers.atRisk
        symbol: "USD"
        sub: qsTr("signed, not settled")
        iconName: "signature"
        onClicked: root.ledgerRequested("authorized,unknown", false)
    }
    StatTile {
        Layout.fillWidth: true
        Layout.preferredWidth: 100
        objectName: "waitingTile"
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
        objectName: "unknownTile"
        label: qsTr("Unknown outcome")
        value: root.numbers.unknown
        sub: root.numbers.unknown > 0 ? qsTr("counts as spent") : qsTr("all accounted for")
        iconName: "circle-question-mark"
        tone: root.numbers.unknown > 0 ? StatTile.Attention : StatTile.Calm
        onClicked: root.ledgerRequested("unknown,expired", false)
    }
}
