import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! One thing that is different from before; danger is red and says so to a screen reader. */
Rectangle {
    id: root

    required property string text
    required property string iconName
    required property bool danger

    readonly property color ink: danger ? Theme.color.dangerText : Theme.color.warningText

    implicitHeight: row.implicitHeight + 2 * Theme.spaceS
    radius: Theme.radiusM
    color: danger ? Theme.color.dangerSoft : Theme.color.warningSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: danger ? qsTr("Danger: %1").arg(text) : text

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: Theme.spaceM
        anchors.rightMargin: Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceM

        Icon {
            name: root.iconName
            color: root.ink
        }
        BodyText {
            Layout.fillWidth: true
            text: root.text
            wrapMode: Text.Wrap
            color: root.ink
            font.weight: Theme.weightMedium
            Accessible.ignored: true
        }
    }
}
