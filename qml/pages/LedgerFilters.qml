pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! What the ledger shows: free text, saved views, time, agent, network, way in, and states as chips. */
ColumnLayout {
    id: root

    required property Ledger ledger
    required property Agents agents

    readonly property real choiceWidth: 132 * Theme.textScale

    signal saveRequested

    function takeFocus(): void {
        search.takeFocus();
    }

    spacing: Theme.spaceS

    Connections {
        function onFilterChanged(): void {
            if (search.text !== root.ledger.textFilter)
                search.text = root.ledger.textFilter;
        }

        target: root.ledger
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        TextEntry {
            id: search

            width: Math.min(root.width, 262 * Theme.textScale)
            objectName: "ledgerSearch"
            label: qsTr("Search the ledger")
            labelVisible: false
            iconName: "search"
            clearable: true
            placeholderText: qsTr("Host, path, payee or id (Ctrl+F)")
            onEdited: text => root.ledger.setTextFilter(text)
        }
        ComboSelect {
            width: root.choiceWidth
            objectName: "rangeFilter"
            label: qsTr("Time")
            labelVisible: false
            model: [qsTr("Any time"), qsTr("Today"), qsTr("7 days"), qsTr("30 days"), qsTr("90 days")]
            currentIndex: root.ledger.rangeIndex
            onActivated: index => root.ledger.setRange(index)
        }
        ComboSelect {
            width: root.choiceWidth
            objectName: "agentFilter"
            label: qsTr("Agent")
            labelVisible: false
            model: root.agents.namesForFilter
            currentIndex: root.agents.filterIndexOf(root.ledger.agentFilter)
            onActivated: index => root.ledger.setAgentFilter(root.agents.idForFilter(index))
        }
        ComboSelect {
            width: root.choiceWidth
            objectName: "networkFilter"
            label: qsTr("Network")
            labelVisible: false
            model: root.ledger.networkNames
            currentIndex: root.ledger.networkIndex
            onActivated: index => root.ledger.setNetwork(index)
        }
        ComboSelect {
            width: root.choiceWidth
            objectName: "interfaceFilter"
            label: qsTr("Way in")
            labelVisible: false
            model: root.ledger.interfaceNames
            currentIndex: root.ledger.interfaceIndex
            onActivated: index => root.ledger.setInterface(index)
        }
        ComboSelect {
            width: root.choiceWidth
            objectName: "viewSelect"
            label: qsTr("Saved view")
            labelVisible: false
            model: root.ledger.viewNames
            currentIndex: root.ledger.viewIndex
            displayText: currentIndex < 0 ? qsTr("Own filter") : currentText
            onActivated: index => root.ledger.applyView(index)
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceXs + 2

        Repeater {
            model: root.ledger.stateNames

            FilterChip {
                required property string modelData
                required property int index

                text: modelData
                checked: root.ledger.statesChosen[index] ?? false
                onClicked: root.ledger.toggleState(index)
            }
        }
        AppButton {
            visible: root.ledger.viewIndex < 0
            variant: AppButton.Quiet
            compact: true
            iconName: "bookmark"
            text: qsTr("Save as a view")
            onClicked: root.saveRequested()
        }
        AppButton {
            visible: root.ledger.viewIsOwn
            variant: AppButton.Quiet
            compact: true
            iconName: "trash-2"
            text: qsTr("Forget this view")
            onClicked: root.ledger.removeView()
        }
        AppButton {
            objectName: "clearFilters"
            visible: root.ledger.filtered
            variant: AppButton.Quiet
            compact: true
            iconName: "x"
            text: qsTr("Clear")
            onClicked: root.ledger.clearFilters()
        }
    }
}
