import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! The words beside a check mark or a switch. The control itself speaks them. */
ColumnLayout {
    id: root

    required property string text

    property string hint

    readonly property real firstLineHeight: firstLine.height / Math.max(1, firstLine.lineCount)

    spacing: 2

    BodyText {
        id: firstLine

        Layout.fillWidth: true
        text: root.text
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }
    BodyText {
        Layout.fillWidth: true
        visible: root.hint !== ""
        text: root.hint
        wrapMode: Text.Wrap
        font.pixelSize: Theme.textS
        color: Theme.color.textFaint
        Accessible.ignored: true
    }
}
