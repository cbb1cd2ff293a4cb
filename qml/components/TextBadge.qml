import QtQuick
import Tillkeeper.Theme

/*! A few figures in a pill that asks to be looked at. */
Rectangle {
    id: root

    required property string text

    implicitWidth: Math.max(implicitHeight, figures.implicitWidth + Theme.spaceS)
    implicitHeight: figures.implicitHeight + 2
    radius: height / 2
    color: Theme.color.warningSoft
    border.width: Theme.borderWidth
    border.color: Theme.color.warning
    Accessible.ignored: true

    BodyText {
        id: figures

        anchors.centerIn: parent
        text: root.text
        font.pixelSize: Theme.textXs
        font.weight: Theme.weightSemibold
        color: Theme.color.warningText
        Accessible.ignored: true
    }
}
