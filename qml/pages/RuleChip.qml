import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Components
import Tillkeeper.Theme

/*! One part of a sentence: a word, or a value that opens its editor. */
AbstractButton {
    id: root

    required text

    property bool editable: false
    /*! Offers something more for the sentence, rather than a value of it. */
    property bool adding: false
    /*! There is no value yet. */
    property bool missing: false
    property string label: text

    readonly property bool raised: hovered || down || visualFocus

    enabled: editable
    implicitHeight: Theme.compactHeight
    implicitWidth: adding ? Theme.compactHeight : Math.ceil(implicitContentWidth) + leftPadding + rightPadding
    leftPadding: editable ? Theme.spaceS - 1 : 0
    rightPadding: leftPadding
    hoverEnabled: editable
    focusPolicy: editable ? Qt.StrongFocus : Qt.NoFocus
    Accessible.ignored: !editable
    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.description: editable ? qsTr("Opens an editor") : ""
    Keys.onReturnPressed: event => {
        if (!event.isAutoRepeat)
            root.clicked();
    }

    contentItem: RuleChipFace {
        text: root.text
        editable: root.editable
        adding: root.adding
        missing: root.missing
        raised: root.raised
    }
    background: Rectangle {
        visible: root.editable
        radius: Theme.radiusM
        color: root.adding && !root.raised ? "transparent" : root.down ? Theme.color.pressed : root.raised ? Theme.color.accentSoft : Theme.color.surfaceSunken
        border.width: Theme.borderWidth
        border.color: root.raised ? Theme.color.accent : root.adding ? Theme.color.border : Theme.color.outline

        FocusRing {
            visible: root.visualFocus
            gap: 0
        }
    }

    HoverTip {
        visible: root.adding && root.raised
        text: root.label
    }
}
