pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! What a value can be, one a line; up and down keys go through them. */
Flickable {
    id: root

    required property ChoiceListModel choices
    required property bool several
    required property string label

    signal picked(string value)

    function takeFocus(): void {
        for (let i = 0; i < column.children.length; ++i) {
            const choice = column.children[i] as AbstractButton;
            if (choice && (choice.checked || several)) {
                choice.forceActiveFocus(Qt.TabFocusReason);
                return;
            }
        }
        const first = column.children[0] as AbstractButton;
        if (first)
            first.forceActiveFocus(Qt.TabFocusReason);
    }

    implicitHeight: Math.min(column.implicitHeight, 340 * Theme.textScale)
    contentWidth: width
    contentHeight: column.implicitHeight
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    Accessible.role: Accessible.List
    Accessible.name: label
    ScrollBar.vertical: SlimScrollBar {}

    ColumnLayout {
        id: column

        width: root.width
        spacing: 1

        Repeater {
            model: root.choices

            AbstractButton {
                id: choice

                required property string value
                required property bool chosen
                required property int index
                required text

                Layout.fillWidth: true
                objectName: "choice" + value
                implicitHeight: Theme.controlHeight - 2
                checked: chosen
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                Accessible.role: root.several ? Accessible.CheckBox : Accessible.RadioButton
                Accessible.name: text
                Accessible.checkable: true
                Accessible.checked: chosen
                onClicked: root.picked(value)
                onActiveFocusChanged: {
                    if (!activeFocus)
                        return;
                    if (y < root.contentY)
                        root.contentY = y;
                    else if (y + height > root.contentY + root.height)
                        root.contentY = y + height - root.height;
                }
                Keys.onReturnPressed: event => {
                    if (!event.isAutoRepeat)
                        choice.clicked();
                }
                Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.TabFocusReason)

                contentItem: RowLayout {
                    spacing: Theme.spaceS

                    Item {
                        implicitWidth: Theme.iconSize
                        implicitHeight: Theme.iconSize

                        Rectangle {
                            anchors.fill: parent
                            visible: root.several
                            radius: 3
                            color: choice.chosen ? Theme.color.accent : "transparent"
                            border.width: Theme.borderWidth
                            border.color: choice.chosen ? Theme.color.accent : Theme.color.borderStrong
                        }
                        Icon {
                            anchors.centerIn: parent
                            visible: choice.chosen
                            name: "check"
                            size: root.several ? Theme.textS : Theme.iconSize
                            color: root.several ? Theme.color.accentInk : Theme.color.accentText
                        }
                    }
                    BodyText {
                        Layout.fillWidth: true
                        text: choice.text
                        elide: Text.ElideRight
                        font.weight: choice.chosen ? Theme.weightMedium : Theme.weightRegular
                        Accessible.ignored: true
                    }
                }
                leftPadding: Theme.spaceS
                rightPadding: Theme.spaceS
                background: Rectangle {
                    radius: Theme.radiusS
                    color: choice.hovered || choice.visualFocus ? Theme.color.hover : "transparent"
                    border.width: choice.visualFocus ? Theme.focusWidth : 0
                    border.color: Theme.color.focus
                }
            }
        }
    }
}
