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
    Keys.onLeftPressed: step(-1)
    Keys.onRightPressed: step(1)

    contentItem: Row {
        spacing: 2

        Repeater {
            model: root.options

            AbstractButton {
                id: segment

                required property string modelData
                required property int index

                readonly property bool chosen: index === root.currentIndex

                height: parent ? parent.height : 0
                leftPadding: Theme.spaceM
                rightPadding: Theme.spaceM
                focusPolicy: Qt.NoFocus
                hoverEnabled: true
                text: modelData
                Accessible.role: Accessible.RadioButton
                Accessible.name: text
                Accessible.checkable: true
                Accessible.checked: chosen
                onClicked: root.activated(index)

                contentItem: BodyText {
                    text: segment.text
                    font.pixelSize: Theme.textS
                    font.weight: segment.chosen ? Theme.weightMedium : Theme.weightRegular
                    color: segment.chosen || segment.hovered ? Theme.color.text : Theme.color.textMuted
                    Accessible.ignored: true
                }
                background: Rectangle {
                    radius: Theme.radiusM - 2
                    color: segment.chosen ? Theme.color.surfaceRaised : "transparent"
                    border.width: segment.chosen ? Theme.borderWidth : 0
                    border.color: Theme.color.border
                }
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
