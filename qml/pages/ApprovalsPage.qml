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

    RowLayout {
        anchors.fill: parent
        visible: root.approvals.open.present || root.approvals.queue.count > 0
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
                queue: root.approvals.queue
                openId: root.approvals.open.paymentId
                onChosen: paymentId => root.approvals.openRequest(paymentId)
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
            }
            EmptyState {
                anchors.centerIn: parent
                width: Math.min(parent.width - 2 * Theme.spaceXl, 420 * Theme.textScale)
                visible: !root.approvals.open.present
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
        visible: root.approvals.loaded && !root.approvals.open.present && root.approvals.queue.count === 0
        iconName: "circle-check"
        text: qsTr("Nothing waits for you. Requests that your rules do not settle come here, and nothing is paid until you decide.")
    }
}
