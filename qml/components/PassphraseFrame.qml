pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*!
    The look around a passphrase field: label, box, reveal button, caps lock, strength. It holds no
    text; the field itself is its content.
*/
ColumnLayout {
    id: root

    required property string label

    default property alias content: slot.data
    property string hint
    property string errorText
    property bool active: false
    property bool capsLock: false
    property bool revealed: false
    /*! 0 … 4, or -1 for no strength bar. */
    property int strength: -1
    property string strengthText

    signal revealToggled

    spacing: Theme.spaceXs

    BodyText {
        text: root.label
        font.pixelSize: Theme.textS
        font.weight: Theme.weightMedium
        color: Theme.color.textMuted
        Accessible.ignored: true
    }
    FieldBox {
        Layout.fillWidth: true
        implicitWidth: 260
        implicitHeight: Theme.controlHeight + 4
        active: root.active
        faulty: root.errorText !== ""

        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: Theme.spaceS + 2
            anchors.rightMargin: 4
            spacing: Theme.spaceS

            Icon {
                name: "key-round"
                color: Theme.color.textFaint
            }
            Item {
                id: slot

                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            Icon {
                visible: root.capsLock
                name: "arrow-big-up"
                color: Theme.color.warningText
            }
            IconButton {
                compact: true
                iconName: root.revealed ? "eye-off" : "eye"
                text: root.revealed ? qsTr("Hide the passphrase") : qsTr("Show the passphrase")
                onClicked: root.revealToggled()
            }
        }
    }
    RowLayout {
        visible: root.strength >= 0
        spacing: Theme.spaceXs

        Repeater {
            model: 4

            Rectangle {
                required property int index

                readonly property bool lit: index < root.strength

                Layout.fillWidth: true
                implicitHeight: 4
                radius: 2
                color: {
                    if (!lit)
                        return Theme.color.pressed;
                    return root.strength < 2 ? Theme.color.danger : root.strength < 3 ? Theme.color.warning : Theme.color.success;
                }
            }
        }
        BodyText {
            Layout.leftMargin: Theme.spaceXs
            text: root.strengthText
            font.pixelSize: Theme.textS
            color: Theme.color.textMuted
        }
    }
    FieldNote {
        Layout.fillWidth: true
        hint: root.capsLock ? qsTr("Caps lock is on.") : root.hint
        errorText: root.errorText
    }
}
