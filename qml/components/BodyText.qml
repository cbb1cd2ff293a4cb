import QtQuick
import Tillkeeper.Theme

/*! All running text: our font, plain text only, in the colour of the theme. */
Text {
    textFormat: Text.PlainText
    color: Theme.color.text
    font.family: Theme.fontFamily
    font.pixelSize: Theme.textM
    verticalAlignment: Text.AlignVCenter
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
