import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! A small heading and what belongs under it, inside a longer text to read. */
ColumnLayout {
    id: root

    required property string title

    default property alias content: column.data

    spacing: Theme.spaceS

    BodyText {
        Layout.fillWidth: true
        text: root.title
        font.pixelSize: Theme.textS
        font.weight: Theme.weightSemibold
        color: Theme.color.textMuted
        Accessible.role: Accessible.Heading
    }
    ColumnLayout {
        id: column

        Layout.fillWidth: true
        spacing: Theme.spaceS
    }
}
