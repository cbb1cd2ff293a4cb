import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Theme

/*! One filter, on or off; removable ones go with the cross or the Delete key. */
AbstractButton {
    id: root

    required text

    property bool removable: false
    property int count: -1

    signal removed

    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    implicitHeight: Theme.compactHeight
    leftPadding: Theme.spaceS + 2
    rightPadding: removable ? 2 : Theme.spaceS + 2
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.CheckBox
    Accessible.name: count >= 0 ? qsTr("%1, %2", "name of a filter, how many").arg(text).arg(count) : text
    Accessible.checkable: true
    Accessible.checked: checked
    Keys.onDeletePressed: {
        if (root.removable)
            root.removed();
    }

    contentItem: RowLayout {
        spacing: Theme.spaceXs

        Icon {
            visible: root.checked && !root.removable
            name: "check"
            size: Theme.textS
            color: Theme.color.accentText
        }
        BodyText {
            text: root.text
            font.pixelSize: Theme.textS
            font.weight: Theme.weightMedium
            color: root.checked ? Theme.color.accentText : Theme.color.textMuted
            Accessible.ignored: true
        }
        BodyText {
            visible: root.count >= 0
            text: root.count
            font.pixelSize: Theme.textS
            color: Theme.color.textFaint
            Accessible.ignored: true
        }
        ChipCross {
            visible: root.removable
            text: qsTr("Remove %1", "name of a filter").arg(root.text)
            onClicked: root.removed()
        }
    }
    background: Rectangle {
        radius: height / 2
        color: root.checked ? Theme.color.accentSoft : root.hovered ? Theme.color.hover : Theme.color.surface
        border.width: Theme.borderWidth
        border.color: root.checked ? Theme.color.accent : Theme.color.border

        FocusRing {
            visible: root.visualFocus
            innerRadius: parent.radius
        }
    }
}
