import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! One network: what money it carries and whether it can be reached. */
Item {
    id: root

    required property string name
    required property string caip2
    required property string kindText
    required property bool practice
    required property bool isEnabled
    required property string nodes
    required property string reachability
    required property int index

    implicitHeight: row.implicitHeight + 2 * Theme.spaceS
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2, %3").arg(name).arg(kindText).arg(reachability)

    Rectangle {
        visible: root.index > 0
        width: root.width
        height: Theme.borderWidth
        color: Theme.color.border
    }
    RowLayout {
        id: row

        x: Theme.spaceM
        width: root.width - 2 * Theme.spaceM
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spaceL

        ColumnLayout {
            Layout.preferredWidth: 240 * Theme.textScale
            Layout.fillWidth: false
            spacing: 1

            RowLayout {
                spacing: Theme.spaceS

                BodyText {
                    text: root.name
                    font.weight: Theme.weightMedium
                    color: root.isEnabled ? Theme.color.text : Theme.color.textFaint
                    Accessible.ignored: true
                }
                PracticeBadge {
                    visible: root.practice
                    compact: true
                }
            }
            BodyText {
                text: root.caip2
                font.family: Theme.monoFamily
                font.pixelSize: Theme.textXs
                color: Theme.color.textFaint
                Accessible.ignored: true
            }
        }
        BodyText {
            Layout.preferredWidth: 110 * Theme.textScale
            text: root.kindText
            color: Theme.color.textMuted
            Accessible.ignored: true
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 1

            BodyText {
                Layout.fillWidth: true
                text: root.isEnabled ? root.reachability : qsTr("switched off")
                wrapMode: Text.Wrap
                color: root.reachability.startsWith("ok") ? Theme.color.successText : Theme.color.textMuted
                Accessible.ignored: true
            }
            BodyText {
                Layout.fillWidth: true
                visible: root.nodes !== ""
                text: root.nodes
                elide: Text.ElideRight
                font.family: Theme.monoFamily
                font.pixelSize: Theme.textXs
                color: Theme.color.textFaint
            }
        }
    }
}
