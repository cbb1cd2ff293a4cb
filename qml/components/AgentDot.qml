import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! An agent: its colour, the same one everywhere, and its name. */
RowLayout {
    id: root

    required property string name
    required property int colorIndex

    property bool showName: true
    property bool paused: false

    readonly property real side: Math.round(10 * Theme.textScale)

    spacing: Theme.spaceS - 1
    Accessible.role: Accessible.StaticText
    Accessible.name: paused ? qsTr("%1, paused", "name of an agent").arg(name) : name

    Rectangle {
        implicitWidth: root.side
        implicitHeight: root.side
        radius: 3
        color: root.paused ? "transparent" : Theme.chartColor(root.colorIndex)
        border.width: root.paused ? 2 : 0
        border.color: Theme.chartColor(root.colorIndex)
    }
    BodyText {
        Layout.fillWidth: true
        visible: root.showName
        text: root.name
        elide: Text.ElideRight
        font.weight: Theme.weightMedium
        color: root.paused ? Theme.color.textMuted : Theme.color.text
        Accessible.ignored: true
    }
    Icon {
        visible: root.paused && root.showName
        name: "circle-pause"
        size: Theme.textM
        color: Theme.color.textMuted
    }
}
