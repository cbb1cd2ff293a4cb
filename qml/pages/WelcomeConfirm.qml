import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Three of the words, asked back, so that the paper is known to be right. */
ColumnLayout {
    id: root

    required property Welcome welcome

    spacing: Theme.spaceL

    WelcomeHeading {
        Layout.fillWidth: true
        title: qsTr("Three words, from your paper")
        text: qsTr("So that you know the paper is right before any money depends on it.")
    }
    Card {
        Layout.fillWidth: true
        padding: Theme.spaceXl

        WordsBack {
            id: back

            Layout.fillWidth: true
            welcome: root.welcome
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        AppButton {
            variant: AppButton.Quiet
            iconName: "arrow-left"
            text: qsTr("Show the words again")
            onClicked: root.welcome.back()
        }
        Item {
            Layout.fillWidth: true
        }
        AppButton {
            objectName: "confirmLater"
            variant: AppButton.Quiet
            text: qsTr("Later")
            onClicked: root.welcome.confirmLater()
        }
        AppButton {
            objectName: "confirmWords"
            variant: AppButton.Primary
            text: qsTr("Check them")
            onClicked: back.check()
        }
    }
}
