pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Theme

/*! One of a list, with its label. */
ColumnLayout {
    id: root

    required property string label
    required property var model // a list of strings, or any item model with `textRole`

    property alias currentIndex: box.currentIndex
    property alias currentText: box.currentText
    property alias currentValue: box.currentValue
    property alias displayText: box.displayText
    property alias textRole: box.textRole
    property alias valueRole: box.valueRole
    property string hint
    property bool labelVisible: true

    signal activated(int index)

    spacing: Theme.spaceXs

    BodyText {
        visible: root.labelVisible
        text: root.label
        font.pixelSize: Theme.textS
        font.weight: Theme.weightMedium
        color: Theme.color.textMuted
        Accessible.ignored: true
    }
    ComboBox {
        id: box

        Layout.fillWidth: true
        implicitWidth: Math.max(140, implicitContentWidth + leftPadding + rightPadding)
        implicitHeight: Theme.controlHeight
        implicitContentWidthPolicy: ComboBox.WidestText
        leftPadding: Theme.spaceS + 2
        rightPadding: Theme.iconSize + Theme.spaceM
        model: root.model
        hoverEnabled: true
        font.family: Theme.fontFamily
        font.pixelSize: Theme.textM
        Accessible.name: root.label
        Accessible.description: root.hint
        onActivated: index => root.activated(index)

        contentItem: BodyText {
            text: box.displayText
            elide: Text.ElideRight
            Accessible.ignored: true
        }
        indicator: Icon {
            x: box.width - width - Theme.spaceS
            y: (box.height - height) / 2
            name: "chevrons-up-down"
            color: Theme.color.textFaint
        }
        background: FieldBox {
            active: box.visualFocus || box.popup.visible
            hovered: box.hovered
        }
        delegate: ItemDelegate {
            id: entry

            required property int index

            readonly property bool chosen: box.currentIndex === index

            width: ListView.view ? ListView.view.width : implicitWidth
            implicitHeight: Theme.controlHeight
            highlighted: box.highlightedIndex === index
            leftPadding: Theme.spaceS
            rightPadding: Theme.spaceS
            text: box.textAt(index)

            contentItem: RowLayout {
                spacing: Theme.spaceS

                BodyText {
                    Layout.fillWidth: true
                    text: entry.text
                    elide: Text.ElideRight
                    font.weight: entry.chosen ? Theme.weightMedium : Theme.weightRegular
                    Accessible.ignored: true
                }
                Icon {
                    visible: entry.chosen
                    name: "check"
                    color: Theme.color.accentText
                }
            }
            background: Rectangle {
                radius: Theme.radiusS
                color: entry.highlighted ? Theme.color.hover : "transparent"
            }
        }
        popup: Popup {
            y: box.height + 4
            width: box.width
            implicitHeight: Math.min(contentItem.implicitHeight + 2 * padding, 320)
            padding: 4

            contentItem: ListView {
                implicitHeight: contentHeight
                clip: true
                model: box.popup.visible ? box.delegateModel : null
                currentIndex: box.highlightedIndex
                ScrollBar.vertical: SlimScrollBar {}
            }
            background: Rectangle {
                radius: Theme.radiusM
                color: Theme.color.surfaceRaised
                border.width: Theme.borderWidth
                border.color: Theme.color.border
            }
        }
    }
    FieldNote {
        Layout.fillWidth: true
        hint: root.hint
    }
}
