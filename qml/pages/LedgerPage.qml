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

    function takeFilterFocus(): void {
        filters.takeFocus();
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
                IntegrityBadge {
                    integrity: root.ledger.integrity
                }
                AppButton {
                    objectName: "exportButton"
                    compact: true
                    iconName: "download"
                    text: qsTr("Export")
                    onClicked: exportSheet.open()
                }
            }
            LedgerFilters {
                id: filters

                Layout.fillWidth: true
                Layout.leftMargin: Theme.spaceXl
                Layout.rightMargin: Theme.spaceXl
                ledger: root.ledger
                agents: root.agents
                onSaveRequested: viewSheet.open()
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
            LedgerFooter {
                Layout.fillWidth: true
                ledger: root.ledger
            }
        }
        PaymentPanel {
            Layout.fillHeight: true
            inspector: root.ledger.inspector
        }
    }
    ExportSheet {
        id: exportSheet

        ledger: root.ledger
    }
    SaveViewSheet {
        id: viewSheet

        ledger: root.ledger
    }
}
