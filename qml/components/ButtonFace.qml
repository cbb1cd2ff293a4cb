import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! Icon and words in the middle of a button. */
Item {
    id: root

    required property string text
    required property string iconName
    required property bool busy
    required property color ink
    required property int pixelSize

    implicitWidth: row.implicitWidth
    implicitHeight: row.implicitHeight

    RowLayout {
        id: row

        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width)
        spacing: Theme.spaceS - 2

        Spinner {
            visible: root.busy
            running: root.busy
            color: root.ink
        }
        Icon {
            visible: !root.busy && root.iconName !== ""
            name: root.iconName
            color: root.ink
        }
        BodyText {
            Layout.fillWidth: true
            text: root.text
            color: root.ink
            elide: Text.ElideRight
            font.weight: Theme.weightMedium
            font.pixelSize: root.pixelSize
            Accessible.ignored: true
        }
    }
}
