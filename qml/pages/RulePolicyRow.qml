import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! One policy in the list of them. */
AbstractButton {
    id: root

    required property string name
    required property string detail
    required property int colorIndex
    required property bool global
    required property bool edited
    required property int waiting

    property bool current: false

    padding: Theme.spaceS
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.ListItem
    Accessible.name: {
        const parts = [name, detail];
        if (edited)
            parts.push(qsTr("changes not saved"));
        if (waiting > 0)
            parts.push(qsTr("%1 waiting").arg(waiting));
        return parts.join(", ");
    }
    Accessible.selected: current
    Keys.onReturnPressed: root.clicked()

    contentItem: RowLayout {
        spacing: Theme.spaceS

        Item {
            implicitWidth: Theme.iconSize
            implicitHeight: Theme.iconSize

            Icon {
                anchors.fill: parent
                visible: root.global
                name: "globe"
                color: root.current ? Theme.color.accentText : Theme.color.textMuted
            }
            Rectangle {
                anchors.centerIn: parent
                visible: !root.global
                width: Math.round(9 * Theme.textScale)
                height: width
                radius: width / 2
                color: Theme.chartColor(root.colorIndex)
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            BodyText {
                Layout.fillWidth: true
                text: root.name
                elide: Text.ElideRight
                font.weight: root.current ? Theme.weightSemibold : Theme.weightMedium
                Accessible.ignored: true
            }
            BodyText {
                Layout.fillWidth: true
                text: root.edited ? qsTr("not saved") : root.detail
                elide: Text.ElideRight
                font.pixelSize: Theme.textS
                color: root.edited ? Theme.color.accentText : Theme.color.textMuted
                Accessible.ignored: true
            }
        }
        CountBadge {
            count: root.waiting
        }
    }
    background: Rectangle {
        radius: Theme.radiusM
        color: root.current ? Theme.color.selected : root.hovered ? Theme.color.hover : "transparent"

        FocusRing {
            visible: root.visualFocus
            gap: -2
        }
    }
}
