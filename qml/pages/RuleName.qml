import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Components
import Tillkeeper.Theme

/*! The name of a rule, small under its sentence; opens its editor. */
AbstractButton {
    id: root

    required text

    implicitWidth: Math.ceil(implicitContentWidth) + leftPadding + rightPadding
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: 1
    leftPadding: Theme.spaceXs
    rightPadding: Theme.spaceXs
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Name: %1").arg(text)
    Keys.onReturnPressed: event => {
        if (!event.isAutoRepeat)
            root.clicked();
    }

    contentItem: BodyText {
        text: root.text
        font.pixelSize: Theme.textS
        font.underline: root.hovered
        color: root.hovered ? Theme.color.text : Theme.color.textFaint
        Accessible.ignored: true
    }
    background: Item {
        FocusRing {
            visible: root.visualFocus
            gap: 0
        }
    }
}
