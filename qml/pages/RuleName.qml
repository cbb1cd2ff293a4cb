import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Components
import Tillkeeper.Theme

/*! The name of a rule, small under its sentence; opens its editor. */
AbstractButton {
    id: root

    required text

    implicitWidth: face.implicitWidth + 2 * Theme.spaceXs
    implicitHeight: face.implicitHeight + 2
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: qsTr("Name: %1").arg(text)
    Keys.onReturnPressed: event => {
        if (!event.isAutoRepeat)
            root.clicked();
    }

    contentItem: Item {
        BodyText {
            id: face

            anchors.centerIn: parent
            text: root.text
            font.pixelSize: Theme.textS
            font.underline: root.hovered
            color: root.hovered ? Theme.color.text : Theme.color.textFaint
            Accessible.ignored: true
        }
    }
    background: Item {
        FocusRing {
            visible: root.visualFocus
            gap: 0
        }
    }
}
