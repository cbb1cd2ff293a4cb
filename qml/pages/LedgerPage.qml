pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Every request for money, newest first, live; filters above, totals below, one payment in detail beside. */
FocusScope {
    id: root

    required property Ledger ledger
    required property Agents agents

    /*! The states that the filter offers, "all" first. */
    readonly property list<string> states: ["", "settled", "authorized", "waiting", "unknown", "denied", "rejected", "lapsed", "proven", "void", "expired"]

    readonly property var stateNames: { // a plain array: lists of strings cannot be built up in Qt 6.4
        const names = [qsTr("All states")];
        for (let i = 1; i < states.length; ++i)
            names.push(StatusWords.label(states[i]));
        return names;
    }

    function takeFilterFocus(): void {
        search.takeFocus();
    }

    RowLayout {
        anchors.fill: parent
        spacing: 0

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.topMargin: Theme.spaceXl
            spacing: Theme.spaceM

            PageHeader {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.spaceXl
                Layout.rightMargin: Theme.spaceXl
                title: qsTr("Ledger")

                AppButton {
                    visible: root.ledger.payments.heldBack > 0
                    compact: true
                    iconName: "refresh-cw"
                    text: root.ledger.payments.heldBack === 1 ? qsTr("Show 1 new request") : qsTr("Show %1 new requests").arg(root.ledger.payments.heldBack)
                    onClicked: root.ledger.payments.release()
                }
            }
            RowLayout {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.spaceXl
                Layout.rightMargin: Theme.spaceXl
                spacing: Theme.spaceS

                TextEntry {
                    id: search

                    Layout.fillWidth: true
                    Layout.maximumWidth: 360 * Theme.textScale
                    objectName: "ledgerSearch"
                    label: qsTr("Search the ledger")
                    labelVisible: false
                    iconName: "search"
                    clearable: true
                    placeholderText: qsTr("Host, path, payee or id (Ctrl+F)")
                    onEdited: text => root.ledger.setTextFilter(text)
                }
                ComboSelect {
                    id: agentFilter

                    Layout.fillWidth: false
                    Layout.preferredWidth: 160 * Theme.textScale
                    label: qsTr("Agent")
                    labelVisible: false
                    model: root.agents.namesForFilter
                    currentIndex: root.agents.filterIndexOf(root.ledger.agentFilter)
                    onActivated: index => root.ledger.setAgentFilter(root.agents.idForFilter(index))
                }
                ComboSelect {
                    id: statusFilter

                    Layout.fillWidth: false
                    Layout.preferredWidth: 170 * Theme.textScale
                    objectName: "statusFilter"
                    label: qsTr("State")
                    labelVisible: false
                    model: root.stateNames
                    currentIndex: Math.max(0, root.states.indexOf(root.ledger.statusFilter))
                    onActivated: index => root.ledger.setStatusFilter(root.states[index])
                }
                AppButton {
                    visible: root.ledger.filtered
                    variant: AppButton.Quiet
                    iconName: "x"
                    text: qsTr("Clear")
                    onClicked: {
                        search.text = "";
                        root.ledger.clearFilters();
                    }
                }
                Item {
                    Layout.fillWidth: true
                }
            }
            Banner {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.spaceXl
                Layout.rightMargin: Theme.spaceXl
                visible: root.ledger.errorText !== ""
                kind: Banner.Danger
                text: root.ledger.errorText
            }
            LedgerTable {
                Layout.fillWidth: true
                Layout.fillHeight: true
                ledger: root.ledger
                agents: root.agents
            }
            Rectangle {
                Layout.fillWidth: true
                implicitHeight: footer.implicitHeight + 2 * Theme.spaceS
                color: Theme.color.surface

                Rectangle {
                    width: parent.width
                    height: Theme.borderWidth
                    color: Theme.color.border
                }
                RowLayout {
                    id: footer

                    anchors.verticalCenter: parent.verticalCenter
                    x: Theme.spaceXl
                    width: parent.width - 2 * Theme.spaceXl
                    spacing: Theme.spaceM

                    BodyText {
                        Layout.fillWidth: true
                        objectName: "ledgerFooter"
                        text: root.ledger.footerText
                        elide: Text.ElideRight
                        color: Theme.color.textMuted
                    }
                    Spinner {
                        running: root.ledger.loading
                        visible: running
                    }
                    AppButton {
                        visible: root.ledger.hasMore && !root.ledger.loading
                        variant: AppButton.Quiet
                        compact: true
                        text: qsTr("Load older")
                        onClicked: root.ledger.loadMore()
                    }
                }
            }
        }
        PaymentPanel {
            Layout.fillHeight: true
            inspector: root.ledger.inspector
        }
    }
}
