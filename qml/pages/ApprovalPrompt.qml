import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! One request, in reading order, and the decision under it. */
Rectangle {
    id: root

    required property Approvals approvals
    required property OpenRequest request

    readonly property bool gone: request.goneText !== ""
    readonly property RememberOffer offer: approvals.remember

    signal rulesRequested

    radius: Theme.radiusL
    color: Theme.color.surface
    border.width: Theme.borderWidth
    border.color: request.danger ? Theme.color.danger : Theme.color.border
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Request to decide")

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.borderWidth
        spacing: 0

        ApprovalReading {
            Layout.fillWidth: true
            Layout.fillHeight: true
            request: root.request
            onRulesRequested: root.rulesRequested()
            onAloneRequested: root.approvals.showAlone()
            onAllRequested: root.approvals.showAll()
        }
        Rectangle {
            Layout.fillWidth: true
            implicitHeight: Theme.borderWidth
            color: Theme.color.border
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.margins: Theme.spaceL
            Layout.leftMargin: Theme.spaceXl
            Layout.rightMargin: Theme.spaceXl
            spacing: Theme.spaceM

            Banner {
                Layout.fillWidth: true
                visible: root.approvals.errorText !== ""
                kind: Banner.Danger
                text: root.approvals.errorText
            }
            Banner {
                Layout.fillWidth: true
                visible: root.gone
                kind: Banner.Info
                text: root.request.goneText
            }
            RowLayout {
                visible: !root.gone
                spacing: Theme.spaceS

                Icon {
                    name: "hourglass"
                    color: Theme.color.textFaint
                }
                BodyText {
                    Layout.fillWidth: true
                    text: root.request.waitsText
                    wrapMode: Text.Wrap
                    color: Theme.color.textMuted
                }
                BodyText {
                    text: qsTr("%1 left", "time").arg(root.request.leftText)
                    font.weight: Theme.weightMedium
                }
            }
            RememberLine {
                id: remember

                Layout.fillWidth: true
                visible: !root.gone && root.offer.offered
                offer: root.offer
                busy: root.approvals.deciding
                maximumHeight: root.height * 0.4
            }
            RowLayout {
                spacing: Theme.spaceM

                AppButton {
                    objectName: "laterButton"
                    variant: AppButton.Quiet
                    text: root.gone ? qsTr("Close") : qsTr("Later (Esc)")
                    onClicked: root.approvals.later()
                }
                Item {
                    Layout.fillWidth: true
                }
                AppButton {
                    objectName: "denyButton"
                    visible: !root.gone
                    iconName: "x"
                    text: root.request.alike > 1 ? qsTr("Deny all %1", "number of requests").arg(root.request.alike) : qsTr("Deny")
                    enabled: !root.approvals.deciding
                    onClicked: root.approvals.deny()
                }
                AppButton {
                    objectName: "proveButton"
                    visible: !root.gone && !root.approvals.proved && !root.offer.on
                    iconName: "key-round"
                    text: qsTr("Passphrase to allow")
                    returnClicks: false
                    onClicked: root.approvals.prove()
                }
                AllowButton {
                    visible: !root.gone && (root.approvals.proved || root.offer.on)
                    guard: root.approvals.guard
                    busy: root.approvals.deciding
                    enabled: !root.offer.on || remember.complete || busy
                    text: {
                        if (root.offer.on)
                            return qsTr("Allow and remember");
                        return root.request.alike > 1 ? qsTr("Allow all %1", "number of requests").arg(root.request.alike) : qsTr("Allow once");
                    }
                    onClicked: {
                        if (root.offer.on)
                            root.approvals.allowAndRemember(remember.passphrase);
                        else
                            root.approvals.allow();
                    }
                }
            }
        }
    }
}
