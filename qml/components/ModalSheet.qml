import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Templates as T
import Tillkeeper.Theme

/*! A decision that everything else waits for. Esc closes it unless it must be answered. */
Popup {
    id: root

    required property string title

    default property list<QtObject> content
    property string text
    property string iconName
    property bool danger: false
    property bool dismissible: true
    property real sheetWidth: 480
    /*! The buttons, from left to right; put a filling Item first to have them at the right. */
    property list<QtObject> footer

    readonly property real roomHeight: parent ? parent.height - 2 * Theme.spaceXl : 600

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(sheetWidth * Math.min(Theme.textScale, 1.4), (parent ? parent.width : sheetWidth) - 2 * Theme.spaceXl)
    height: Math.min(implicitHeight, roomHeight)
    padding: Theme.spaceXl
    modal: true
    focus: true
    closePolicy: dismissible ? Popup.CloseOnEscape : Popup.NoAutoClose

    T.Overlay.modal: Rectangle {
        color: Theme.color.scrim
    }
    enter: Transition {
        NumberAnimation {
            property: "opacity"
            from: 0
            to: 1
            duration: Theme.durationNormal
        }
    }
    exit: Transition {
        NumberAnimation {
            property: "opacity"
            from: 1
            to: 0
            duration: Theme.durationFast
        }
    }
    background: Rectangle {
        radius: Theme.radiusL
        color: Theme.color.surfaceRaised
        border.width: Theme.borderWidth
        border.color: Theme.color.border
    }
    contentItem: SheetBody {
        LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
        LayoutMirroring.childrenInherit: true
        title: root.title
        text: root.text
        iconName: root.iconName
        danger: root.danger
        footer: root.footer
        content: root.content
    }
}
