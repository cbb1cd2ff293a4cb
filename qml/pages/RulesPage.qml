pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The rules: global and of each agent, as sentences and as data, with what is granted, tried and was before. */
FocusScope {
    id: root

    required property Rules rules
    required property bool current

    /*! Place among the tabs: sentences, data, grants, trying, history. */
    property int tab: 0

    signal paymentRequested(string paymentId)

    function edit(path: string, anchor: Item): void {
        editor.showAt(anchor);
        rules.draft.edit(path);
    }

    onCurrentChanged: rules.setActive(current)
    Component.onCompleted: rules.setActive(current)

    RowLayout {
        anchors.fill: parent
        spacing: 0

        RulePolicies {
            Layout.fillHeight: true
            rules: root.rules
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            PageHeader {
                Layout.fillWidth: true
                Layout.margins: Theme.spaceXl
                Layout.bottomMargin: Theme.spaceM
                title: root.rules.name
                hint: root.rules.summary

                AppButton {
                    objectName: "presetButton"
                    visible: !root.rules.global && root.rules.loaded
                    iconName: "sliders-horizontal"
                    text: qsTr("Presets …")
                    onClicked: presets.open()
                }
            }
            Segments {
                Layout.leftMargin: Theme.spaceXl
                Layout.bottomMargin: Theme.spaceM
                objectName: "ruleTabs"
                name: qsTr("View")
                options: [qsTr("Rules"), qsTr("As data"), root.rules.allowances.waitingCount > 0 ? qsTr("Grants (%1 waiting)").arg(root.rules.allowances.waitingCount) : qsTr("Grants"), qsTr("Try out"), qsTr("History")]
                currentIndex: root.tab
                onActivated: index => root.tab = index
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: false
                Layout.leftMargin: Theme.spaceXl
                Layout.rightMargin: Theme.spaceXl
                spacing: Theme.spaceS

                Banner {
                    Layout.fillWidth: true
                    Layout.bottomMargin: Theme.spaceS
                    visible: root.rules.errorText !== ""
                    kind: Banner.Danger
                    text: root.rules.errorText
                    dismissible: true
                    onDismissed: root.rules.clearError()
                }
                Banner {
                    Layout.fillWidth: true
                    Layout.bottomMargin: Theme.spaceS
                    visible: root.rules.movedText !== ""
                    kind: Banner.Warning
                    text: root.rules.movedText
                }
                Repeater {
                    model: root.rules.pending

                    Banner {
                        id: waitingChange

                        required property int changeId
                        required property string summary
                        required property string dueText
                        required property string detail

                        Layout.fillWidth: true
                        Layout.bottomMargin: Theme.spaceS
                        kind: Banner.Info
                        title: qsTr("%1. %2", "what waits, when it takes effect").arg(summary).arg(dueText)
                        text: detail
                        actionText: qsTr("Call back")
                        onActionTriggered: root.rules.recall(changeId)
                    }
                }
            }
            LoadingState {
                Layout.fillWidth: true
                Layout.margins: Theme.spaceXl
                visible: !root.rules.loaded && root.rules.errorText === ""
                text: qsTr("Loading rules")
                rows: 6
            }
            StackLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                visible: root.rules.loaded
                currentIndex: root.tab

                RuleSentences {
                    rules: root.rules
                    onEditRequested: (path, anchor) => root.edit(path, anchor)
                    onAddRuleRequested: anchor => {
                        editor.showAt(anchor);
                        root.rules.draft.addRule();
                    }
                    onAddLimitRequested: anchor => {
                        editor.showAt(anchor);
                        root.rules.draft.addLimit();
                    }
                    onDataRequested: root.tab = 1
                }
                Item {
                    RuleData {
                        anchors.fill: parent
                        anchors.leftMargin: Theme.spaceXl
                        anchors.rightMargin: Theme.spaceXl
                        anchors.bottomMargin: Theme.spaceL
                        draft: root.rules.draft
                    }
                }
                RuleGrants {
                    rules: root.rules
                    onPaymentRequested: paymentId => root.paymentRequested(paymentId)
                }
                RuleTry {
                    rules: root.rules
                    onPaymentRequested: paymentId => root.paymentRequested(paymentId)
                }
                RuleHistory {
                    rules: root.rules
                }
            }
            Item {
                Layout.fillHeight: true
                visible: !root.rules.loaded
            }
            RuleDraftBar {
                Layout.fillWidth: true
                visible: root.rules.loaded && (root.rules.draft.dirty || root.rules.draft.dataError !== "")
                rules: root.rules
                onTryRequested: {
                    root.tab = 3;
                    root.rules.trial.run();
                }
            }
        }
    }
    PartPopup {
        id: editor

        editor: root.rules.draft.editor
    }
    RulePresetSheet {
        id: presets

        onChosen: preset => {
            root.rules.usePreset(preset);
            root.tab = 0;
        }
    }
    RuleSaveSheet {
        save: root.rules.save
        trial: root.rules.trial
        trialShown: root.rules.draft.dirty
    }
}
