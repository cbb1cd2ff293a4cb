import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Theme

/*! One line of text with its label, a hint, and room to say what is wrong. */
ColumnLayout {
    id: root

    required property string label

    property alias text: field.text
    property alias validator: field.validator
    property alias readOnly: field.readOnly
    property alias maximumLength: field.maximumLength
    property alias input: field
    property string placeholderText
    property string hint
    property string errorText
    property string iconName
    property bool clearable: false
    property bool mono: false
    property bool labelVisible: true

    signal edited(string text)
    signal accepted

    function takeFocus(): void {
        field.forceActiveFocus(Qt.TabFocusReason);
        field.selectAll();
    }

    spacing: Theme.spaceXs

    BodyText {
        visible: root.labelVisible
        text: root.label
        font.pixelSize: Theme.textS
        font.weight: Theme.weightMedium
        color: Theme.color.textMuted
        Accessible.ignored: true
    }
    FieldBox {
        Layout.fillWidth: true
        implicitWidth: 220
        implicitHeight: Math.max(Theme.controlHeight, field.implicitHeight)
        active: field.activeFocus
        faulty: root.errorText !== ""
        hovered: field.hovered

        RowLayout {
            anchors.fill: parent
            anchors.leftMargin: Theme.spaceS + 2
            anchors.rightMargin: clear.visible ? 2 : Theme.spaceS + 2
            spacing: Theme.spaceS

            Icon {
                visible: root.iconName !== ""
                name: root.iconName
                color: Theme.color.textFaint
            }
            TextField {
                id: field

                Layout.fillWidth: true
                padding: 0
                leftPadding: 0
                rightPadding: 0
                autoScroll: activeFocus
                color: Theme.color.text
                selectionColor: Theme.color.accent
                selectedTextColor: Theme.color.accentInk
                selectByMouse: true
                font.family: root.mono ? Theme.monoFamily : Theme.fontFamily
                font.pixelSize: Theme.textM
                background: null
                Accessible.name: root.label
                Accessible.description: root.errorText !== "" ? root.errorText : root.hint
                onTextEdited: root.edited(text)
                onAccepted: root.accepted()

                // The control's own placeholder would read HTML.
                BodyText {
                    anchors.fill: parent
                    visible: field.text === "" && field.preeditText === ""
                    text: root.placeholderText
                    elide: Text.ElideRight
                    color: Theme.color.textFaint
                    Accessible.ignored: true
                }
            }
            IconButton {
                id: clear

                visible: root.clearable && field.text !== "" && !field.readOnly
                compact: true
                iconName: "x"
                text: qsTr("Clear %1", "name of a field").arg(root.label)
                onClicked: {
                    field.clear();
                    root.edited("");
                    field.forceActiveFocus();
                }
            }
        }
    }
    FieldNote {
        Layout.fillWidth: true
        hint: root.hint
        errorText: root.errorText
    }
}
