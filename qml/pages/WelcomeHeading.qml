import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! What a step of the first start is about. */
ColumnLayout {
    id: root

    required property string title
    required property string text

    spacing: Theme.spaceXs

    BodyText {
        Layout.fillWidth: true
        text: root.title
        wrapMode: Text.Wrap
        font.pixelSize: Theme.textXl
        font.weight: Theme.weightSemibold
        Accessible.role: Accessible.Heading
    }
    BodyText {
        Layout.fillWidth: true
        text: root.text
        wrapMode: Text.Wrap
        lineHeight: 1.2
        color: Theme.color.textMuted
    }
}
