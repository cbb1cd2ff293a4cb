import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Theme

/*! A thin scroll bar that grows under the pointer. */
ScrollBar {
    id: root

    readonly property bool wide: hovered || pressed

    padding: 2
    minimumSize: 0.08
    policy: ScrollBar.AsNeeded

    contentItem: Rectangle {
        implicitWidth: root.wide ? 8 : 5
        implicitHeight: root.wide ? 8 : 5
        radius: 4
        visible: root.size < 1
        color: root.pressed ? Theme.color.textFaint : Theme.color.borderStrong
        opacity: root.active || root.wide ? 0.9 : 0.4

        Behavior on opacity {
            NumberAnimation {
                duration: Theme.durationNormal
            }
        }
    }
}
