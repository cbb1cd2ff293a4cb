pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The box in which one value of a sentence is changed, under that value. */
Popup {
    id: root

    required property PartEditor editor

    property Item anchorItem: null
    property point place: Qt.point(0, 0)
    /*! What was asked for last: a new question in the same box takes the focus again. */
    property string shown

    readonly property real roomHeight: parent ? parent.height : 600
    readonly property real roomWidth: parent ? parent.width : 800
    readonly property real anchorHeight: anchorItem ? anchorItem.height : 0
    readonly property bool above: place.y + anchorHeight + implicitHeight + Theme.spaceM > roomHeight && place.y > roomHeight / 2

    function showAt(item: Item): void {
        anchorItem = item;
        place = item.mapToItem(parent, 0, 0);
    }
    function begin(): void {
        const form = contentItem as PartForm;
        if (form)
            form.begin();
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
    onAboutToShow: shown = editor.label + editor.face
    onOpened: begin()
    onClosed: editor.close()

    background: Rectangle {
        radius: Theme.radiusL
        color: Theme.color.surfaceRaised
        border.width: Theme.borderWidth
        border.color: Theme.color.borderStrong
    }
    contentItem: PartForm {
        editor: root.editor
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
}
