import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Theme

/*! What stands in a ModalSheet: icon, title, text, content that scrolls, footer. */
ColumnLayout {
    id: root

    required property string title
    required property string text
    required property string iconName
    required property bool danger

    property alias content: column.data
    property alias footer: footerRow.data

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
    RowLayout {
        id: footerRow

        Layout.fillWidth: true
        Layout.fillHeight: false
        visible: children.length > 0
        spacing: Theme.spaceS
    }
}
