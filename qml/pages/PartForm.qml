pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! What one value of a sentence can be: a list to choose from, a line, or several lines. */
ColumnLayout {
    id: root

    required property PartEditor editor

    function begin(): void {
        if (editor.face === PartEditor.Line) {
            line.text = editor.value;
            line.takeFocus();
        } else if (editor.face === PartEditor.Lines) {
            area.text = editor.value;
            area.takeFocus();
        } else {
            list.takeFocus();
        }
    }

    spacing: Theme.spaceS
    Accessible.role: Accessible.Dialog
    Accessible.name: root.editor.label

    BodyText {
        Layout.fillWidth: true
        text: root.editor.label
        wrapMode: Text.Wrap
        font.weight: Theme.weightSemibold
        Accessible.role: Accessible.Heading
    }
    TextEntry {
        id: line

        Layout.fillWidth: true
        objectName: "partLine"
        visible: root.editor.face === PartEditor.Line
        label: root.editor.label
        labelVisible: false
        hint: root.editor.hint
        errorText: root.editor.errorText
        maximumLength: 256
        onEdited: root.editor.clearError()
        onAccepted: root.editor.accept(text)
    }
    LinesEntry {
        id: area

        Layout.fillWidth: true
        objectName: "partLines"
        visible: root.editor.face === PartEditor.Lines
        label: root.editor.label
        hint: root.editor.hint
        errorText: root.editor.errorText
        onEdited: root.editor.clearError()
        onAccepted: root.editor.accept(text)
    }
    PartChoices {
        id: list

        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: root.editor.face === PartEditor.Choose || root.editor.face === PartEditor.Check
        choices: root.editor.choices
        several: root.editor.face === PartEditor.Check
        label: root.editor.label
        onPicked: value => list.several ? root.editor.toggle(value) : root.editor.accept(value)
    }
    FieldNote {
        Layout.fillWidth: true
        visible: list.visible && (hint !== "" || errorText !== "")
        hint: root.editor.hint
        errorText: root.editor.errorText
    }
    RowLayout {
        Layout.fillWidth: true
        visible: root.editor.face !== PartEditor.Choose || root.editor.removeText !== ""
        spacing: Theme.spaceS

        AppButton {
            objectName: "partRemove"
            visible: root.editor.removeText !== ""
            compact: true
            variant: AppButton.Quiet
            iconName: "trash-2"
            text: root.editor.removeText
            onClicked: root.editor.removePart()
        }
        Item {
            Layout.fillWidth: true
        }
        AppButton {
            objectName: "partApply"
            visible: root.editor.face !== PartEditor.Choose
            compact: true
            variant: AppButton.Primary
            text: qsTr("Apply")
            onClicked: {
                if (root.editor.face === PartEditor.Check)
                    root.editor.acceptChecked();
                else
                    root.editor.accept(root.editor.face === PartEditor.Line ? line.text : area.text);
            }
        }
    }
}
