import QtQuick
import Tillkeeper.Theme

/*! How many wait. Nothing at 0. */
Rectangle {
    id: root

    required property int count

    visible: count > 0
    implicitWidth: Math.max(implicitHeight, number.implicitWidth + Theme.spaceS + 2)
    implicitHeight: number.implicitHeight + 2
    radius: height / 2
    color: Theme.color.warningSoft
    border.width: Theme.borderWidth
    border.color: Theme.color.warning

    BodyText {
        id: number

        anchors.centerIn: parent
        text: root.count > 99 ? qsTr("99+") : root.count
        font.pixelSize: Theme.textXs
        font.weight: Theme.weightSemibold
        color: Theme.color.warningText
    }
}
