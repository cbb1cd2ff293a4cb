pragma ComponentBehavior: Bound
import QtQuick
import Tillkeeper.Theme

/*! Puts a text on the clipboard and says so for a moment. */
IconButton {
    id: root

    required property string textToCopy

    readonly property bool justCopied: confirmation.running

    signal copied(string text)

    compact: true
    iconName: justCopied ? "check" : "copy"
    ink: justCopied ? Theme.color.successText : hovered || visualFocus ? Theme.color.text : Theme.color.textFaint
    text: justCopied ? qsTr("Copied") : qsTr("Copy")

    onClicked: {
        const carrier = clipboardCarrier.createObject(root, {
            text: root.textToCopy
        });
        carrier.selectAll();
        carrier.copy();
        carrier.destroy();
        confirmation.restart();
        copied(root.textToCopy);
    }

    Timer {
        id: confirmation

        interval: 1600
    }
    // QML reaches the clipboard only through a text field.
    Component {
        id: clipboardCarrier

        TextEdit {
            visible: false
            textFormat: TextEdit.PlainText
        }
    }
}
