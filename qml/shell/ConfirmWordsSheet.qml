import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Pages

/*! The three words that were put off at the first start. */
ModalSheet {
    id: root

    required property Welcome welcome

    title: qsTr("Three words, from your paper")
    iconName: "key-round"
    sheetWidth: 560

    WordsBack {
        id: back

        Layout.fillWidth: true
        welcome: root.welcome
    }

    footer: [
        Item {
            Layout.fillWidth: true
        },
        AppButton {
            text: qsTr("Later")
            onClicked: root.close()
        },
        AppButton {
            variant: AppButton.Primary
            text: qsTr("Check them")
            onClicked: back.check()
        }
    ]

    property Connections answers: Connections {
        function onConfirmed(): void {
            root.close();
        }

        target: root.welcome
    }
}
