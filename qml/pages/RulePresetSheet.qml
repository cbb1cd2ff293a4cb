import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components

/*! Starting over from a preset: it becomes the draft and is saved like any other. */
ModalSheet {
    id: root

    readonly property list<string> keys: ["practice", "careful", "everyday", "autopilot"]

    signal chosen(string preset)

    title: qsTr("Start from a preset")
    text: qsTr("It takes the place of the whole draft. Nothing changes until you save.")
    iconName: "sliders-horizontal"
    sheetWidth: 520

    PresetChoice {
        id: choice

        Layout.fillWidth: true
    }

    footer: [
        Item {
            Layout.fillWidth: true
        },
        AppButton {
            text: qsTr("Cancel")
            onClicked: root.close()
        },
        AppButton {
            objectName: "presetSubmit"
            variant: AppButton.Primary
            text: qsTr("Use it")
            onClicked: {
                root.chosen(root.keys[choice.current]);
                root.close();
            }
        }
    ]
}
