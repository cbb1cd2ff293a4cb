import QtQuick
import Tillkeeper.Components
import Tillkeeper.Theme

/*! What stands in a part of a sentence: its words, or a plus. */
Item {
    id: root

    required property string text
    required property bool editable
    required property bool adding
    required property bool missing
    required property bool raised

    implicitWidth: words.implicitWidth

    BodyText {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        visible: !root.adding
        text: root.text
        color: !root.editable ? Theme.color.textMuted : root.missing ? Theme.color.accentText : Theme.color.text
        font.weight: root.editable ? Theme.weightMedium : Theme.weightRegular
        Accessible.ignored: true
    }
    Icon {
        anchors.centerIn: parent
        visible: root.adding
        name: "plus"
        size: Theme.textM
        color: root.raised ? Theme.color.accentText : Theme.color.textFaint
    }
}
