pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! A policy as sentences whose values can be changed in place. */
PageScroll {
    id: root

    required property Rules rules

    readonly property RuleDraft draft: rules.draft

    signal editRequested(string path, Item anchor)
    signal addRuleRequested(Item anchor)
    signal addLimitRequested(Item anchor)
    signal dataRequested

    maximumWidth: 1100
    spacing: Theme.spaceM

    Banner {
        Layout.fillWidth: true
        visible: root.draft.dataError !== ""
        kind: Banner.Warning
        title: qsTr("What was typed as data is not a policy yet")
        text: qsTr("The sentences show the draft as it was before. Changing one drops what was typed.")
        actionText: qsTr("Back to the data")
        onActionTriggered: root.dataRequested()
    }
    Repeater {
        model: root.draft.otherFindings

        Banner {
            required property string modelData

            Layout.fillWidth: true
            kind: Banner.Warning
            text: modelData
        }
    }
    RuleSection {
        Layout.fillWidth: true
        title: qsTr("Limits")
        hint: root.rules.global ? qsTr("For all agents together, whatever their own rules say.") : qsTr("They hold before any rule below is asked.")
        draft: root.draft
        sentences: root.draft.limits
        addText: qsTr("Add a limit")
        addName: "addLimit"
        movable: false
        useShown: true
        onEditRequested: (path, anchor) => root.editRequested(path, anchor)
        onAddRequested: anchor => root.addLimitRequested(anchor)
    }
    RuleSection {
        Layout.fillWidth: true
        title: qsTr("Rules")
        hint: qsTr("Deny beats ask, and ask beats allow. Their order is yours to choose and changes nothing.")
        draft: root.draft
        sentences: root.draft.rules
        emptyText: root.rules.global ? qsTr("No global rule. Each agent's own rules decide.") : qsTr("No rule: what is within the limits is decided by the last line below.")
        addText: qsTr("Add a rule")
        addName: "addRule"
        onEditRequested: (path, anchor) => root.editRequested(path, anchor)
        onAddRequested: anchor => root.addRuleRequested(anchor)
    }
    RuleSection {
        Layout.fillWidth: true
        visible: root.draft.grants.count > 0
        title: qsTr("Grants of this policy")
        hint: qsTr("What they cover is paid without asking. Limits and deny rules still stand above them.")
        draft: root.draft
        sentences: root.draft.grants
        fixedVerdict: "allow"
        fixedVerdictText: qsTr("Allow")
        onEditRequested: (path, anchor) => root.editRequested(path, anchor)
    }
    RuleSection {
        Layout.fillWidth: true
        title: qsTr("Everything else")
        draft: root.draft
        sentences: root.draft.rest
        movable: false
        onEditRequested: (path, anchor) => root.editRequested(path, anchor)
    }
}
