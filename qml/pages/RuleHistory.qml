pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Every version of a policy: when, by whom, why, what it did; each can be made the next one. */
PageScroll {
    id: root

    required property Rules rules

    maximumWidth: 1100
    spacing: Theme.spaceM

    Card {
        Layout.fillWidth: true
        title: qsTr("Versions")
        hint: qsTr("Each is an entry of the sealed ledger. Restoring makes an older one the next version.")
        spacing: 0

        Repeater {
            model: root.rules.versions

            VersionRow {
                required property int index

                Layout.fillWidth: true
                lined: index > 0
                onRestoreRequested: root.rules.startRestore(version)
            }
        }
        BodyText {
            Layout.fillWidth: true
            visible: root.rules.loaded && root.rules.versions.count === 0
            text: root.rules.global ? qsTr("The global rules were never changed.") : qsTr("These rules were never changed since the agent was added.")
            wrapMode: Text.Wrap
            color: Theme.color.textMuted
        }
        LoadingState {
            Layout.fillWidth: true
            visible: !root.rules.loaded && root.rules.errorText === ""
            text: qsTr("Loading versions")
            rows: 3
        }
        AppButton {
            Layout.topMargin: Theme.spaceS
            visible: root.rules.moreVersions
            variant: AppButton.Quiet
            text: qsTr("Load older")
            onClicked: root.rules.loadOlderVersions()
        }
    }
}
