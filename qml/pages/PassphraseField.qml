import QtQuick
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! A passphrase, or a secret word: label, box, reveal button, and the item that takes the keys. */
PassphraseFrame {
    id: root

    readonly property PassphraseItem field: item
    /*! Shows how hard it is to guess. */
    property bool rated: false
    property string placeholder
    property bool locked: false

    signal accepted
    signal edited

    function takeFocus(): void {
        item.forceActiveFocus(Qt.TabFocusReason);
    }

    active: item.activeFocus
    capsLock: item.capsLock && item.activeFocus
    revealed: item.revealed
    strength: rated ? Math.max(0, item.strength) : -1
    strengthText: item.strengthText
    onRevealToggled: {
        item.revealed = !item.revealed;
        item.forceActiveFocus();
    }

    PassphraseItem {
        id: item

        anchors.fill: parent
        clip: true
        enabled: !root.locked
        color: Theme.color.text
        caretColor: Theme.color.accent
        placeholder: root.placeholder
        placeholderColor: Theme.color.textFaint
        fontFamily: revealed ? Theme.monoFamily : Theme.fontFamily
        pixelSize: Theme.textM
        Accessible.role: Accessible.EditableText
        Accessible.passwordEdit: !revealed
        Accessible.focusable: true
        Accessible.name: root.label
        // With the label, because Qt keeps the name of a password field to itself.
        Accessible.description: root.label + ". " + (root.errorText !== "" ? root.errorText : qsTr("%1 characters typed", "number").arg(length))
        onAccepted: root.accepted()
        onEdited: root.edited()
    }
}
