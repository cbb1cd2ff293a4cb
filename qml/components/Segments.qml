pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Theme

/*! A few choices side by side, one of them taken. Left and right keys move. */
Control {
    id: root

    required property list<string> options
    required property int currentIndex
    required property string name

    signal activated(int index)

    function step(by: int): void {
        const wanted = currentIndex + by;
        if (wanted >= 0 && wanted < options.length)
            activated(wanted);
    }

    padding: 2
    implicitHeight: Theme.controlHeight
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("%1: %2", "name of a choice, what is chosen").arg(name).arg(options[currentIndex] ?? "")
    Keys.onLeftPressed: root.step(-1)
    Keys.onRightPressed: root.step(1)

    contentItem: Row {
        spacing: 2

        Repeater {
            model: root.options

            SegmentButton {
                required property string modelData
                required property int index

                height: parent ? parent.height : 0
                text: modelData
                chosen: index === root.currentIndex
                onClicked: root.activated(index)
            }
        }
    }
    background: Rectangle {
        radius: Theme.radiusM
        color: Theme.color.pressed

        FocusRing {
            visible: root.visualFocus
        }
    }
}
