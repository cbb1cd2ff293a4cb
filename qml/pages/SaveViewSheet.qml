import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop

/*! Gives the filter a name, to have it again with one click. */
ModalSheet {
    id: root

    required property Ledger ledger

    property bool refused: false

    function save(): void {
        refused = !ledger.saveView(name.text);
        if (!refused)
            close();
    }

    title: qsTr("Save this filter as a view")
    iconName: "bookmark"
    onOpened: {
        refused = false;
        name.text = "";
        name.takeFocus();
    }

    TextEntry {
        id: name

        Layout.fillWidth: true
        objectName: "viewName"
        label: qsTr("Name")
        maximumLength: 40
        errorText: root.refused ? qsTr("Choose a name that is not one of the app's own; there is room for 20 views.") : ""
        onAccepted: root.save()
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
            objectName: "viewSave"
            variant: AppButton.Primary
            text: qsTr("Save")
            enabled: name.text.trim() !== ""
            onClicked: root.save()
        }
    ]
}
