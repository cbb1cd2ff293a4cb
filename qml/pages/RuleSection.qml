pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The sentences of one kind under each other, with a way to add one. */
Card {
    id: root

    required property RuleDraft draft
    required property SentenceListModel sentences

    property string emptyText
    property string addText
    property string addName
    property bool movable: true
    property bool useShown: false
    property string fixedVerdict
    property string fixedVerdictText

    signal editRequested(string path, Item anchor)
    signal addRequested(Item anchor)

    spacing: 0
    header: AppButton {
        id: add

        objectName: root.addName
        visible: root.addText !== ""
        compact: true
        iconName: "plus"
        text: root.addText
        onClicked: root.addRequested(add)
    }

    Repeater {
        model: root.sentences

        RuleRow {
            Layout.fillWidth: true
            movable: root.movable
            useShown: root.useShown
            fixedVerdict: root.fixedVerdict
            fixedVerdictText: root.fixedVerdictText
            onEditRequested: (path, anchor) => root.editRequested(path, anchor)
            onRemoveRequested: path => root.draft.removeSentence(path)
            onUpRequested: path => root.draft.moveUp(path)
            onDownRequested: path => root.draft.moveDown(path)
        }
    }
    BodyText {
        Layout.fillWidth: true
        Layout.topMargin: Theme.spaceXs
        visible: root.sentences.count === 0
        text: root.emptyText
        wrapMode: Text.Wrap
        color: Theme.color.textMuted
    }
}
