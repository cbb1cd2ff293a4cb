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
                    text: qsTr("Deny")
                    enabled: !root.approvals.deciding
                    onClicked: root.approvals.deny()
                }
                AppButton {
                    objectName: "proveButton"
                    visible: !root.gone && !root.approvals.proved
                    iconName: "key-round"
                    text: qsTr("Passphrase to allow")
                    returnClicks: false
                    onClicked: root.approvals.prove()
                }
                AllowButton {
                    visible: !root.gone && root.approvals.proved
                    guard: root.approvals.guard
                    busy: root.approvals.deciding
                    onClicked: root.approvals.allow()
                }
            }
        }
    }
}
