import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components

/*! What lies over a page: side panel, sheet, toast. */
Item {
    id: root

    required property bool shown

    onShownChanged: {
        if (shown) {
            sheet.open();
            toast.showWithAction(qsTr("research-bot is paused. Nothing is paid until you resume it."), Banner.Success, qsTr("Resume"));
        } else {
            sheet.close();
        }
    }

    RowLayout {
        anchors.fill: parent
        spacing: 0

        GalleryPage {
            Layout.fillWidth: true
            Layout.fillHeight: true

            AppButton {
                text: qsTr("Open the sheet")
                onClicked: sheet.open()
            }
            AppButton {
                text: qsTr("Open or close the panel")
                onClicked: panel.open = !panel.open
            }
            AppButton {
                text: qsTr("Say something")
                onClicked: toast.show(qsTr("Copied."), Banner.Info)
            }
        }
        SidePanel {
            id: panel

            Layout.fillHeight: true
            open: true
            title: qsTr("0.25 USDC to api.shop.test")
            subtitle: qsTr("research-bot · 14:32:07")
            footer: [
                AppButton {
                    text: qsTr("Export")
                    iconName: "download"
                },
                Item {
                    Layout.fillWidth: true
                }
            ]
            onCloseRequested: open = false

            StatusChip {
                status: "proven"
            }
            DataRow {
                Layout.fillWidth: true
                label: qsTr("Payee")
                labelWidth: 100
                value: ""

                AddressLabel {
                    Layout.fillWidth: true
                    address: "0x8ba1f109551bD432803012645Ac136ddd64DBA72"
                    full: true
                }
            }
            QuotedText {
                Layout.fillWidth: true
                source: qsTr("The seller says")
                quote: qsTr("One search in the catalogue.")
            }
        }
    }
    ModalSheet {
        id: sheet

        title: qsTr("Remove research-bot?")
        text: qsTr("Its token stops working at once. Its payments stay in the ledger. This cannot be undone.")
        iconName: "trash-2"
        danger: true
        footer: [
            Item {
                Layout.fillWidth: true
            },
            AppButton {
                text: qsTr("Cancel")
                onClicked: sheet.close()
            },
            AppButton {
                text: qsTr("Remove")
                variant: AppButton.Danger
                onClicked: sheet.close()
            }
        ]

        CheckMark {
            Layout.fillWidth: true
            text: qsTr("Also forget its grants")
            checked: true
        }
    }
    Toast {
        id: toast
    }
}
