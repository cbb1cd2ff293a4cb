import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The recovery words, shown this one time. */
ColumnLayout {
    id: root

    required property Welcome welcome

    spacing: Theme.spaceL

    WelcomeHeading {
        Layout.fillWidth: true
        title: qsTr("Write these words on paper")
        text: qsTr("They bring back all your accounts if this machine is lost. They are shown this one time. Whoever has them has the money: no photo, no file, no chat.")
    }
    Card {
        Layout.fillWidth: true
        padding: Theme.spaceXl

        PhrasePainter {
            Layout.fillWidth: true
            objectName: "recoveryWords"
            words: root.welcome.words
            columns: 3
            color: Theme.color.text
            numberColor: Theme.color.textFaint
            fontFamily: Theme.monoFamily
            pixelSize: Theme.textL
            lineHeight: 2.3
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("Twelve recovery words, painted and not readable by programs. Ask somebody you trust to read them to you, or keep a backup of the vault file.")
        }
    }
    RowLayout {
        Layout.fillWidth: true

        Item {
            Layout.fillWidth: true
        }
        AppButton {
            objectName: "wordsWritten"
            variant: AppButton.Primary
            text: qsTr("I have written them down")
            onClicked: root.welcome.wordsWritten()
        }
    }
}
