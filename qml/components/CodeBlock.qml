import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Theme

/*! A snippet to copy. Long lines scroll sideways; it is never wrapped, so that it stays what it is. */
Rectangle {
    id: root

    required property string code

    property string language
    /*! Scrolls past this height; 0 for no limit. */
    property real maximumHeight: 0

    readonly property real fullHeight: editor.contentHeight + 2 * Theme.spaceM + (view.contentWidth > view.width ? Theme.spaceS : 0)

    signal copied(string text)

    implicitWidth: 320
    implicitHeight: head.height + (maximumHeight > 0 ? Math.min(fullHeight, maximumHeight) : fullHeight) + 2
    radius: Theme.radiusM
    color: Theme.color.surfaceSunken
    border.width: Theme.borderWidth
    border.color: Theme.color.border

    RowLayout {
        id: head

        x: Theme.spaceM
        width: root.width - Theme.spaceM - 4
        height: Theme.controlHeight
        spacing: Theme.spaceS

        BodyText {
            Layout.fillWidth: true
            text: root.language
            elide: Text.ElideRight
            font.pixelSize: Theme.textXs
            font.weight: Theme.weightMedium
            color: Theme.color.textFaint
        }
        CopyButton {
            textToCopy: root.code
            Accessible.name: root.language !== "" ? qsTr("Copy the %1 snippet").arg(root.language) : qsTr("Copy the snippet")
            onCopied: text => root.copied(text)
        }
    }
    Rectangle {
        y: head.height
        width: root.width
        height: Theme.borderWidth
        color: Theme.color.border
    }
    Flickable {
        id: view

        x: 1
        y: head.height + 1
        width: root.width - 2
        height: root.height - y - 1
        contentWidth: editor.contentWidth + 2 * Theme.spaceM
        contentHeight: root.fullHeight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        ScrollBar.vertical: SlimScrollBar {}
        ScrollBar.horizontal: SlimScrollBar {}

        TextEdit {
            id: editor

            x: Theme.spaceM
            y: Theme.spaceM
            text: root.code
            textFormat: TextEdit.PlainText
            readOnly: true
            selectByMouse: true
            activeFocusOnTab: true
            color: Theme.color.text
            selectionColor: Theme.color.accent
            selectedTextColor: Theme.color.accentInk
            font.family: Theme.monoFamily
            font.pixelSize: Theme.textS
            Accessible.role: Accessible.EditableText
            Accessible.name: root.language !== "" ? root.language : qsTr("Snippet")
            Accessible.readOnly: true
        }
    }
    FocusRing {
        visible: editor.activeFocus
        gap: 0
    }
}
