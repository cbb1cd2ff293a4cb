import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Theme

/*! The small cross in a chip, for the pointer; the chip itself handles the keys. */
AbstractButton {
    id: root

    required text

    implicitWidth: Theme.iconSize + 4
    implicitHeight: Theme.iconSize + 4
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: text

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: "x"
            size: Theme.textS
            color: root.hovered ? Theme.color.text : Theme.color.textFaint
        }
    }
}
