import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! The name of a screen, one line about it, and its main actions at the right end. */
RowLayout {
    id: root

    required property string title

    property string hint
    default property alias content: end.data

    spacing: Theme.spaceL

    ColumnLayout {
        Layout.fillWidth: true
        spacing: 2

        BodyText {
            Layout.fillWidth: true
            text: root.title
            elide: Text.ElideRight
            font.pixelSize: Theme.textXl
            font.weight: Theme.weightSemibold
            Accessible.role: Accessible.Heading
        }
        BodyText {
            Layout.fillWidth: true
            visible: root.hint !== ""
            text: root.hint
            wrapMode: Text.Wrap
            color: Theme.color.textMuted
        }
    }
    RowLayout {
        id: end

        spacing: Theme.spaceS
    }
}
