import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The owner's own words about one payment. They are written into the sealed history and decide nothing. */
PromptSection {
    id: root

    required property PaymentInspector inspector

    readonly property string payment: inspector.paymentId
    readonly property string savedNote: inspector.note
    readonly property string savedTags: inspector.tagsText
    readonly property bool changed: note.text !== inspector.note || tags.text !== inspector.tagsText

    // What is being typed stays while other things of the payment change.
    function take(): void {
        note.text = savedNote;
        tags.text = savedTags;
    }

    title: qsTr("Your note")
    onPaymentChanged: take()
    onSavedNoteChanged: take()
    onSavedTagsChanged: take()
    TextEntry {
        id: note

        Layout.fillWidth: true
        objectName: "paymentNote"
        label: qsTr("Note")
        labelVisible: false
        placeholderText: qsTr("What was this for?")
        maximumLength: 240
        onAccepted: root.inspector.saveNote(note.text, tags.text)
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        TextEntry {
            id: tags

            Layout.fillWidth: true
            objectName: "paymentTags"
            label: qsTr("Tags")
            labelVisible: false
            iconName: "tag"
            placeholderText: qsTr("Tags, with commas between")
            maximumLength: 200
            onAccepted: root.inspector.saveNote(note.text, tags.text)
        }
        AppButton {
            objectName: "saveNote"
            enabled: root.changed
            busy: root.inspector.savingNote
            text: qsTr("Save")
            onClicked: root.inspector.saveNote(note.text, tags.text)
        }
    }
    BodyText {
        Layout.fillWidth: true
        visible: text !== ""
        text: root.inspector.noteError
        wrapMode: Text.Wrap
        font.pixelSize: Theme.textS
        color: Theme.color.dangerText
    }
}
