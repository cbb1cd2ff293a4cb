import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! A name and a number that lead into the ledger. */
AbstractButton {
    id: root

    required property string label

    property string valueText
    property string note
    property color dotColor: "transparent"
    property string iconName

    signal activated

    implicitHeight: Math.round(24 * Theme.textScale)
    leftPadding: Theme.spaceXs
    rightPadding: Theme.spaceXs
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Link
    Accessible.name: qsTr("%1: %2, %3", "name, number, note").arg(label).arg(valueText).arg(note)
    onClicked: activated()
    Keys.onReturnPressed: activated()

    contentItem: RowLayout {
        spacing: Theme.spaceS

        Rectangle {
            visible: root.iconName === ""
            implicitWidth: Math.round(10 * Theme.textScale)
            implicitHeight: implicitWidth
            radius: 3
            color: root.dotColor
        }
        Icon {
            visible: root.iconName !== ""
            name: root.iconName
            size: Theme.textM
            color: Theme.color.textFaint
        }
        BodyText {
            Layout.fillWidth: true
            text: root.label
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        BodyText {
            text: root.valueText
            font.weight: Theme.weightMedium
            Accessible.ignored: true
        }
        BodyText {
            Layout.minimumWidth: Math.round(44 * Theme.textScale)
            horizontalAlignment: Text.AlignRight
            text: root.note
            color: Theme.color.textFaint
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusM
        color: root.down ? Theme.color.pressed : root.hovered ? Theme.color.hover : "transparent"

        FocusRing {
            visible: root.visualFocus
            gap: -Theme.focusWidth
        }
    }
}
