pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! What is allowed beside the rules: remembered with approvals, or granted to an agent that asked for more. */
PageScroll {
    id: root

    required property Rules rules

    readonly property Allowances allowances: rules.allowances

    signal paymentRequested(string paymentId)

    maximumWidth: 1100
    spacing: Theme.spaceM

    Banner {
        Layout.fillWidth: true
        visible: root.allowances.errorText !== "" && !sheet.visible
        kind: Banner.Danger
        text: root.allowances.errorText
        dismissible: true
        onDismissed: root.allowances.clearError()
    }
    LoadingState {
        Layout.fillWidth: true
        visible: !root.allowances.loaded && root.allowances.errorText === ""
        text: qsTr("Loading grants")
        rows: 4
    }
    Card {
        Layout.fillWidth: true
        visible: root.allowances.loaded
        title: qsTr("Remembered with approvals")
        hint: qsTr("Paid without asking, up to so much. Limits and deny rules still stand above. Revoking holds at once.")
        spacing: 0

        Repeater {
            model: root.allowances.grants

            GrantRow {
                required property int grantId

                Layout.fillWidth: true
                agentShown: root.rules.global
                onOriginRequested: root.paymentRequested(origin)
                onRevokeRequested: root.allowances.revoke(grantId)
            }
        }
        BodyText {
            Layout.fillWidth: true
            visible: root.allowances.grants.count === 0
            text: qsTr("Nothing is remembered. When you allow a payment you can choose to allow the next ones like it.")
            wrapMode: Text.Wrap
            color: Theme.color.textMuted
        }
    }
    Card {
        Layout.fillWidth: true
        visible: root.allowances.loaded
        title: qsTr("More than the budgets")
        hint: qsTr("An agent whose budget is spent may ask for more. What you grant ends by itself.")

        Repeater {
            model: root.allowances.requests

            MoreCard {
                id: request

                required property int requestId
                required property string amount
                required property string until

                Layout.fillWidth: true
                onDenyRequested: root.allowances.denyMore(requestId)
                onGrantRequested: sheet.answer(requestId, agentName, amount, until)
            }
        }
        BodyText {
            Layout.fillWidth: true
            visible: root.allowances.requests.count === 0
            text: qsTr("No agent has asked for more.")
            wrapMode: Text.Wrap
            color: Theme.color.textMuted
        }
    }
    MoreSheet {
        id: sheet

        allowances: root.allowances
    }
}
