import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Theme

/*! Details of the chosen row, at the right side of a page. Its owner opens and closes it. */
FocusScope {
    id: root

    required property string title

    default property alias content: column.data
    property string subtitle
    property bool open: false
    /*! Buttons under the content; they do not scroll away. */
    property alias footer: footerRow.data
    property real panelWidth: 420

    readonly property real fullWidth: panelWidth * Math.min(Theme.textScale, 1.5)

    signal closeRequested

    implicitWidth: open ? fullWidth : 0
    visible: implicitWidth > 0
    clip: true
    Accessible.role: Accessible.Pane
    Accessible.name: title
    Keys.onEscapePressed: root.closeRequested()

    Behavior on implicitWidth {
        NumberAnimation {
            duration: Theme.durationNormal
            easing.type: Easing.OutCubic
        }
    }

    Rectangle {
        width: root.fullWidth
        height: root.height
        color: Theme.color.surface

        Rectangle {
            width: Theme.borderWidth
            height: parent.height
            color: Theme.color.border
        }
        ColumnLayout {
            anchors.fill: parent
            spacing: 0

            RowLayout {
                Layout.fillWidth: true
                Layout.margins: Theme.spaceL
                Layout.bottomMargin: Theme.spaceM
                spacing: Theme.spaceM

                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 2

                    BodyText {
                        Layout.fillWidth: true
                        text: root.title
                        wrapMode: Text.Wrap
                        maximumLineCount: 2
                        elide: Text.ElideRight
                        font.pixelSize: Theme.textL
                        font.weight: Theme.weightSemibold
                        Accessible.role: Accessible.Heading
                    }
                    BodyText {
                        Layout.fillWidth: true
                        visible: root.subtitle !== ""
                        text: root.subtitle
                        elide: Text.ElideRight
                        font.pixelSize: Theme.textS
                        color: Theme.color.textMuted
                    }
                }
                IconButton {
                    Layout.alignment: Qt.AlignTop
                    compact: true
                    iconName: "x"
                    text: qsTr("Close (Esc)")
                    Accessible.name: qsTr("Close")
                    onClicked: root.closeRequested()
                }
            }
            Rectangle {
                Layout.fillWidth: true
                implicitHeight: Theme.borderWidth
                color: Theme.color.border
            }
            Flickable {
                Layout.fillWidth: true
                Layout.fillHeight: true
                contentWidth: width
                contentHeight: column.implicitHeight + 2 * Theme.spaceL
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                ScrollBar.vertical: SlimScrollBar {}

                ColumnLayout {
                    id: column

                    x: Theme.spaceL
                    y: Theme.spaceL
                    width: root.fullWidth - 2 * Theme.spaceL
                    spacing: Theme.spaceM
                }
            }
            Rectangle {
                Layout.fillWidth: true
                visible: footerRow.visible
                implicitHeight: Theme.borderWidth
                color: Theme.color.border
            }
            RowLayout {
                id: footerRow

                Layout.fillWidth: true
                Layout.fillHeight: false
                Layout.margins: Theme.spaceL
                Layout.topMargin: Theme.spaceM
                Layout.bottomMargin: Theme.spaceM
                visible: children.length > 0
                spacing: Theme.spaceS
            }
        }
    }
}
