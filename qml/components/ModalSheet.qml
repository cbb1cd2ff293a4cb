import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillkeeper.Theme

/*! A decision that everything else waits for. Esc closes it unless it must be answered. */
Popup {
    id: root

    required property string title

    default property alias content: column.data
    property string text
    property string iconName
    property bool danger: false
    property bool dismissible: true
    property real sheetWidth: 480
    property Component footerItem

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
    contentItem: ColumnLayout {
        spacing: Theme.spaceL
        Accessible.role: Accessible.Dialog
        Accessible.name: root.title
        Accessible.description: root.text

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceM

            Rectangle {
                Layout.alignment: Qt.AlignTop
                visible: root.iconName !== ""
                implicitWidth: Math.round(36 * Theme.textScale)
                implicitHeight: implicitWidth
                radius: Theme.radiusM
                color: root.danger ? Theme.color.dangerSoft : Theme.color.accentSoft

                Icon {
                    anchors.centerIn: parent
                    name: root.iconName
                    size: Math.round(20 * Theme.textScale)
                    color: root.danger ? Theme.color.dangerText : Theme.color.accentText
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceXs

                BodyText {
                    Layout.fillWidth: true
                    text: root.title
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.textL
                    font.weight: Theme.weightSemibold
                    Accessible.role: Accessible.Heading
                }
                BodyText {
                    Layout.fillWidth: true
                    visible: root.text !== ""
                    text: root.text
                    wrapMode: Text.Wrap
                    lineHeight: Theme.lineHeight
                    color: Theme.color.textMuted
                }
            }
        }
        Flickable {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: column.children.length > 0
            implicitHeight: column.implicitHeight
            contentWidth: width
            contentHeight: column.implicitHeight
            // Focus rings reach a few pixels beyond their control.
            clip: contentHeight > height
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: SlimScrollBar {}

            ColumnLayout {
                id: column

                width: parent.width
                spacing: Theme.spaceM
            }
        }
        Loader {
            Layout.fillWidth: true
            active: root.footerItem !== null
            visible: active
            sourceComponent: root.footerItem
        }
    }
}
