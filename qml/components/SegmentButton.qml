import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Theme

/*! One choice of Segments; the keys belong to the whole row. */
AbstractButton {
    id: root

    required text
    required property bool chosen

    leftPadding: Theme.spaceM
    rightPadding: Theme.spaceM
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checkable: true
    Accessible.checked: chosen

    contentItem: BodyText {
        text: root.text
        font.pixelSize: Theme.textS
        font.weight: root.chosen ? Theme.weightMedium : Theme.weightRegular
        color: root.chosen || root.hovered ? Theme.color.text : Theme.color.textMuted
        Accessible.ignored: true
    }
    background: Rectangle {
        radius: Theme.radiusM - 2
        color: root.chosen ? Theme.color.surfaceRaised : "transparent"
        border.width: root.chosen ? Theme.borderWidth : 0
        border.color: Theme.color.border
    }
}
