pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The rows of the ledger. While the pointer is over them nothing moves: what is new waits above. */
Item {
    id: root

    required property Ledger ledger
    required property Agents agents

    readonly property bool narrow: width < 760 * Theme.textScale

    LedgerDays {
        id: days
    }
    Keys.onPressed: event => {
        if (event.matches(StandardKey.Copy))
            event.accepted = root.ledger.copyMarked() > 0;
        else if (event.matches(StandardKey.SelectAll))
            root.ledger.payments.markAll();
        else if (event.key === Qt.Key_Escape && root.ledger.payments.markedCount > 0)
            root.ledger.payments.clearMarks();
        else
            return;
        event.accepted = true;
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        LedgerColumns {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.spaceXl
            Layout.rightMargin: Theme.spaceXl
            Layout.bottomMargin: Theme.spaceXs
            narrow: root.narrow
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Theme.borderWidth
            color: Theme.color.border
        }
        ListView {
            id: list

            Layout.fillWidth: true
            Layout.fillHeight: true
            objectName: "ledgerList"
            model: root.ledger.payments
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            cacheBuffer: 600
            currentIndex: root.ledger.payments.rowOf(root.ledger.inspector.paymentId)
            section.property: "dayText"
            section.labelPositioning: ViewSection.InlineLabels | ViewSection.CurrentLabelAtStart
            section.delegate: days.heading
            ScrollBar.vertical: SlimScrollBar {}
            Accessible.role: Accessible.Table
            Accessible.name: qsTr("Payments, newest first")
            onAtYEndChanged: {
                if (atYEnd && count > 0)
                    root.ledger.loadMore();
            }

            HoverHandler {
                onHoveredChanged: hovered ? root.ledger.payments.hold() : root.ledger.payments.release()
            }

            delegate: LedgerRow {
                width: ListView.view.width
                narrow: root.narrow
                selected: paymentId === root.ledger.inspector.paymentId
                onActivated: root.ledger.inspector.inspect(paymentId)
                onMarkToggled: root.ledger.payments.toggleMark(paymentId)
                onMarkedTo: root.ledger.payments.markTo(paymentId)
            }
        }
    }
    EmptyState {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.spaceXl, 420 * Theme.textScale)
        visible: list.count === 0 && !root.ledger.loading && root.ledger.errorText === ""
        iconName: root.ledger.filtered ? "search" : "receipt-text"
        text: root.ledger.filtered ? qsTr("No request fits this filter.") : qsTr("Nobody has asked for a payment yet. Every request will stand here, also those that were denied.")
        actionText: root.ledger.filtered ? qsTr("Clear the filter") : ""
        onActionTriggered: root.ledger.clearFilters()
    }
    LoadingState {
        anchors.centerIn: parent
        visible: list.count === 0 && root.ledger.loading
        text: qsTr("Loading payments")
    }
}
