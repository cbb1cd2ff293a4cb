import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! At the foot of the page while a draft is not saved. */
Rectangle {
    id: root

    required property Rules rules

    readonly property int count: rules.draft.changes.count
    readonly property bool broken: rules.draft.dataError !== ""

    signal tryRequested

    implicitHeight: row.implicitHeight + 2 * Theme.spaceM
    color: Theme.color.surfaceRaised
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Draft")

    Rectangle {
        width: parent.width
        height: Theme.borderWidth
        color: Theme.color.border
    }
    RowLayout {
        id: row

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.spaceXl
        width: parent.width - 2 * Theme.spaceXl
        spacing: Theme.spaceS

        Icon {
            name: root.broken ? "triangle-alert" : "pencil"
            color: root.broken ? Theme.color.dangerText : Theme.color.accentText
        }
        BodyText {
            Layout.fillWidth: true
            objectName: "draftState"
            text: root.broken ? qsTr("The data is not a policy yet") : qsTr("A draft: not saved, so nothing has changed yet")
            elide: Text.ElideRight
            font.weight: Theme.weightMedium
        }
        AppButton {
            objectName: "discardDraft"
            variant: AppButton.Quiet
            text: qsTr("Discard")
            onClicked: root.rules.draft.discard()
        }
        AppButton {
            objectName: "tryDraft"
            iconName: "play"
            enabled: !root.broken
            text: qsTr("Replay it first")
            onClicked: root.tryRequested()
        }
        AppButton {
            objectName: "saveDraft"
            variant: AppButton.Primary
            iconName: "save"
            enabled: !root.broken
            text: qsTr("Save …")
            onClicked: root.rules.startSave()
        }
    }
}
