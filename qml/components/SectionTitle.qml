import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! The title of a part of a page; its content (buttons) stands at the right end. */
RowLayout {
    id: root

    required property string text

    default property alias content: end.data
    property string hint

    spacing: Theme.spaceM
    Accessible.role: Accessible.Heading
    Accessible.name: text

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 2

        BodyText {
            Layout.fillWidth: true
            text: root.text
            elide: Text.ElideRight
            font.pixelSize: Theme.textL
            font.weight: Theme.weightSemibold
            Accessible.ignored: true
        }
        BodyText {
            Layout.fillWidth: true
            visible: root.hint !== ""
            text: root.hint
            wrapMode: Text.Wrap
            font.pixelSize: Theme.textS
            color: Theme.color.textMuted
        }
    }
    RowLayout {
        id: end

        spacing: Theme.spaceS
    }
}
