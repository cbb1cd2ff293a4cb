pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! Where in the first start one is. */
RowLayout {
    id: root

    required property int current
    required property bool restoring

    readonly property list<string> names: [qsTr("Passphrase"), qsTr("Recovery words"), qsTr("First agent"), qsTr("First payment")]

    spacing: Theme.spaceM
    Accessible.role: Accessible.ProgressBar
    Accessible.name: qsTr("Step %1 of 4: %2").arg(current + 1).arg(names[current])

    Repeater {
        model: root.names

        RowLayout {
            id: stage

            required property string modelData
            required property int index

            readonly property bool done: index < root.current
            readonly property bool now: index === root.current

            visible: !(root.restoring && index === 1)
            spacing: Theme.spaceS

            Rectangle {
                visible: stage.index > 0
                implicitWidth: 22
                implicitHeight: Theme.borderWidth
                color: Theme.color.borderStrong
                opacity: 0.6
            }
            Rectangle {
                implicitWidth: Math.round(20 * Theme.textScale)
                implicitHeight: implicitWidth
                radius: width / 2
                color: stage.done ? Theme.color.success : stage.now ? Theme.color.accent : Theme.color.pressed

                Icon {
                    anchors.centerIn: parent
                    visible: stage.done
                    name: "check"
                    size: Math.round(12 * Theme.textScale)
                    color: Theme.color.surface
                }
                BodyText {
                    anchors.centerIn: parent
                    visible: !stage.done
                    text: stage.index + (root.restoring && stage.index > 1 ? 0 : 1)
                    font.pixelSize: Theme.textXs
                    font.weight: Theme.weightSemibold
                    color: stage.now ? Theme.color.accentInk : Theme.color.textMuted
                    Accessible.ignored: true
                }
            }
            BodyText {
                text: stage.modelData
                font.weight: stage.now ? Theme.weightMedium : Theme.weightRegular
                color: stage.now ? Theme.color.text : Theme.color.textMuted
                Accessible.ignored: true
            }
        }
    }
}
