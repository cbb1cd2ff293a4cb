pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! What is left of the budgets that are about money. The tick shows how much of the time has passed. */
Card {
    id: root

    required property OverviewNumbers numbers
    required property bool hasAgents

    signal agentsRequested

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
        text: root.hasAgents ? qsTr("No budget counts this money.") : qsTr("Budgets appear here with your first agent.")
        actionText: root.hasAgents ? "" : qsTr("Add an agent")
        actionIconName: "plus"
        onActionTriggered: root.agentsRequested()
    }
}
