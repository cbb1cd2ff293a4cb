import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop

/*! Writes the payments that the filter shows, all pages of them, into a file. */
ModalSheet {
    id: root

    required property Ledger ledger

    readonly property LedgerExport exporter: ledger.exporter
    property bool asJson: false

    title: qsTr("Export payments")
    text: ledger.filtered ? qsTr("All payments that the filter shows, also those that are not loaded yet.") : qsTr("All payments of the ledger. Set a filter first to export fewer.")
    iconName: "download"
    onOpened: {
        exporter.reset();
        place.text = exporter.proposedPath(asJson);
        place.takeFocus();
    }

    Segments {
        objectName: "exportFormat"
        name: qsTr("Format")
        options: [qsTr("CSV, for spreadsheets"), qsTr("JSON, for programs")]
        currentIndex: root.asJson ? 1 : 0
        onActivated: index => {
            root.asJson = index === 1;
            place.text = root.exporter.proposedPath(root.asJson);
        }
    }
    TextEntry {
        id: place

        Layout.fillWidth: true
        objectName: "exportPath"
        label: qsTr("File")
        mono: true
        errorText: root.exporter.errorText
        onAccepted: root.ledger.exportTo(text, root.asJson)
    }
    Banner {
        Layout.fillWidth: true
        visible: root.exporter.doneText !== ""
        kind: Banner.Success
        text: root.exporter.doneText
    }

    footer: [
        BodyText {
            Layout.fillWidth: true
            text: root.exporter.busy ? qsTr("%1 written").arg(root.exporter.written) : ""
        },
        AppButton {
            text: root.exporter.busy ? qsTr("Cancel") : qsTr("Close")
            onClicked: root.exporter.busy ? root.exporter.cancel() : root.close()
        },
        AppButton {
            objectName: "exportStart"
            variant: AppButton.Primary
            text: qsTr("Write the file")
            busy: root.exporter.busy
            enabled: place.text !== ""
            onClicked: root.ledger.exportTo(place.text, root.asJson)
        }
    ]
}
