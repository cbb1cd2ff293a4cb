import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! A label and its value on one line; the value wraps rather than being cut. */
RowLayout {
    id: root

    required property string label
    required property string value

    default property alias content: slot.data
    property bool mono: false
    property bool copyable: false
    property real labelWidth: 140

    signal copied(string text)

    spacing: Theme.spaceM

    BodyText {
        Layout.preferredWidth: root.labelWidth * Math.min(Theme.textScale, 1.5)
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: 2
        text: root.label
        wrapMode: Text.Wrap
        color: Theme.color.textMuted
    }
    RowLayout {
        id: slot

        Layout.fillWidth: true
        Layout.minimumHeight: Math.round(22 * Theme.textScale)
        spacing: Theme.spaceXs

        BodyText {
            Layout.fillWidth: true
            Layout.maximumWidth: Math.ceil(implicitWidth)
            visible: root.value !== ""
            text: root.value
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            font.family: root.mono ? Theme.monoFamily : Theme.fontFamily
            font.pixelSize: root.mono ? Theme.textS : Theme.textM
            Accessible.name: qsTr("%1: %2", "label, value").arg(root.label).arg(root.value)
        }
        CopyButton {
            visible: root.copyable
            textToCopy: root.value
            Accessible.name: qsTr("Copy %1", "name of a value").arg(root.label)
            onCopied: text => root.copied(text)
        }
    }
}
