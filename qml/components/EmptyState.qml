import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! Nothing here yet: one sentence, one action. */
ColumnLayout {
    id: root

    required property string text

    property string iconName
    property string actionText
    property string actionIconName

    signal actionTriggered

    spacing: Theme.spaceM

    Rectangle {
        Layout.alignment: Qt.AlignHCenter
        visible: root.iconName !== ""
        implicitWidth: Math.round(44 * Theme.textScale)
        implicitHeight: implicitWidth
        radius: Theme.radiusL
        color: Theme.color.hover

        Icon {
            anchors.centerIn: parent
            name: root.iconName
            size: Math.round(22 * Theme.textScale)
            color: Theme.color.textFaint
        }
    }
    BodyText {
        Layout.fillWidth: true
        Layout.maximumWidth: 420 * Theme.textScale
        Layout.alignment: Qt.AlignHCenter
        text: root.text
        wrapMode: Text.Wrap
        horizontalAlignment: Text.AlignHCenter
        lineHeight: Theme.lineHeight
        color: Theme.color.textMuted
    }
    AppButton {
        Layout.alignment: Qt.AlignHCenter
        visible: root.actionText !== ""
        text: root.actionText
        iconName: root.actionIconName
        onClicked: root.actionTriggered()
    }
}
