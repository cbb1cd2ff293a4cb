import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The queue of payments that wait, and one of them open. */
FocusScope {
    id: root

    required property Approvals approvals
    required property Session session

    readonly property bool quiet: !approvals.open.present && approvals.queue.count === 0

    signal rulesRequested(string agentId)

    Banner {
        id: flood

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.spaceL
        anchors.leftMargin: Theme.spaceXl
        objectName: "floodBanner"
        visible: root.approvals.flood.present
        kind: Banner.Danger
        text: root.approvals.flood.text
        actionText: root.approvals.queue.count > 0 ? qsTr("Deny all of them") : ""
        dismissible: true
        onActionTriggered: {
            root.approvals.denyAllOf(root.approvals.flood.agentId);
            root.approvals.flood.dismiss();
        }
        onDismissed: root.approvals.flood.dismiss()
    }
    RowLayout {
        anchors.fill: parent
        anchors.topMargin: flood.visible ? flood.height + Theme.spaceL : 0
        visible: !root.quiet || root.approvals.missed.list.count > 0
        spacing: 0

        ColumnLayout {
            Layout.preferredWidth: 290 * Math.min(Theme.textScale, 1.4)
            Layout.fillWidth: false
            Layout.fillHeight: true
            Layout.margins: Theme.spaceL
            Layout.leftMargin: Theme.spaceXl
            Layout.topMargin: Theme.spaceXl
            spacing: Theme.spaceL

            PageHeader {
                Layout.fillWidth: true
                title: qsTr("Approvals")
                hint: root.approvals.queue.count === 1 ? qsTr("1 waits for you") : qsTr("%1 wait for you").arg(root.approvals.queue.count)
            }
            ApprovalQueue {
                Layout.fillWidth: true
                Layout.fillHeight: true
                groups: root.approvals.groups
                onChosen: paymentId => root.approvals.openRequest(paymentId)
            }
            MissedRequests {
                Layout.fillWidth: true
                missed: root.approvals.missed
                maximumHeight: root.height * (root.quiet ? 0.7 : 0.3)
            }
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true

            ApprovalPrompt {
                anchors.fill: parent
                anchors.margins: Theme.spaceL
                anchors.leftMargin: 0
                visible: root.approvals.open.present
                approvals: root.approvals
                request: root.approvals.open
                onRulesRequested: root.rulesRequested(root.approvals.open.agentKey)
            }
            EmptyState {
                anchors.centerIn: parent
                width: Math.min(parent.width - 2 * Theme.spaceXl, 420 * Theme.textScale)
                visible: !root.approvals.open.present && !root.quiet
                iconName: "clock"
                text: qsTr("Put off for now. What waits is on the left; what nobody decides is not paid.")
                actionText: qsTr("Open the oldest")
                onActionTriggered: root.approvals.step(0)
            }
        }
    }
    LoadingState {
        anchors.centerIn: parent
        visible: !root.approvals.loaded
        text: qsTr("Loading what waits")
    }
    EmptyState {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.spaceXl, 420 * Theme.textScale)
        visible: root.approvals.loaded && root.quiet
        iconName: "circle-check"
        text: qsTr("Nothing waits for you. Requests that your rules do not settle come here, and nothing is paid until you decide.")
    }
    AllowNextSheet {
        missed: root.approvals.missed
    }
}
