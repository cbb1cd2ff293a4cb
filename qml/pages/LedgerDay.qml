import QtQuick
import Tillkeeper.Components
import Tillkeeper.Theme

/*! The day above its payments. */
Rectangle {
    id: root

    required property string section

    width: ListView.view ? ListView.view.width : 0
    implicitHeight: Math.round(28 * Theme.textScale)
    color: Theme.color.window

    BodyText {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.spaceXl
        text: root.section
        font.pixelSize: Theme.textS
        font.weight: Theme.weightSemibold
        color: Theme.color.textMuted
        Accessible.role: Accessible.Heading
    }
    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.borderWidth
        color: Theme.color.border
        opacity: 0.6
    }
}
