pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The box in which one value of a sentence is changed, under that value. */
Popup {
    id: root

    required property PartEditor editor

    property Item anchorItem: null
    property point place: Qt.point(0, 0)

    readonly property real roomHeight: parent ? parent.height : 600
    readonly property real roomWidth: parent ? parent.width : 800
    readonly property real anchorHeight: anchorItem ? anchorItem.height : 0
    readonly property bool above: place.y + anchorHeight + implicitHeight + Theme.spaceM > roomHeight && place.y > roomHeight / 2

    function showAt(item: Item): void {
        anchorItem = item;
        place = item.mapToItem(parent, 0, 0);
    }
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

    parent: T.Overlay.overlay
    x: Math.max(Theme.spaceS, Math.min(place.x, roomWidth - width - Theme.spaceM))
    y: Math.max(Theme.spaceS, above ? place.y - height - 4 : Math.min(place.y + anchorHeight + 4, roomHeight - height - Theme.spaceS))
    width: (editor.face === PartEditor.Lines ? 380 : 320) * Math.min(Theme.textScale, 1.5)
    height: Math.min(implicitHeight, roomHeight - 2 * Theme.spaceM)
    padding: Theme.spaceM
    focus: true
    visible: editor.open
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutside
    onOpened: begin()
    onClosed: editor.close()

    background: Rectangle {
        radius: Theme.radiusL
        color: Theme.color.surfaceRaised
        border.width: Theme.borderWidth
        border.color: Theme.color.borderStrong
    }
    contentItem: ColumnLayout {
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

    Connections {
        // A second step of the same edit: first what to add, then its value.
        function onChanged(): void {
            if (root.opened && root.editor.open && root.editor.errorText === "" && root.shown !== root.editor.label + root.editor.face) {
                root.shown = root.editor.label + root.editor.face;
                root.begin();
            }
        }

        target: root.editor
    }

    property string shown
    onAboutToShow: shown = editor.label + editor.face
}
