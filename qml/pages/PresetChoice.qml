pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! Which rules an agent starts with: four choices, each in one line. */
ColumnLayout {
    id: root

    /*! Place in the list: practice, careful, everyday, autopilot. */
    property int current: 2
    property bool practiceShop: false

    readonly property list<string> names: [qsTr("Practice"), qsTr("Careful"), qsTr("Everyday"), qsTr("Autopilot")]
    readonly property list<string> lines: [qsTr("Practice money only, up to 1 USD a payment, 25 USD a day. Never asks."), qsTr("Asks you before every payment. Up to 1 USD each, 5 USD a day."), qsTr("Pays up to 0.50 USD by itself; asks above that, for new merchants and changed payees. 5 USD a day."), qsTr("Pays up to 5 USD by itself, asks up to 10. 25 USD a day.")]

    spacing: Theme.spaceXs
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Starting rules")

    Repeater {
        model: root.names

        AbstractButton {
            id: choice

            required property string modelData
            required property int index

            readonly property bool chosen: index === root.current

            Layout.fillWidth: true
            objectName: "preset" + index
            padding: Theme.spaceS + 2
            hoverEnabled: true
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.RadioButton
            Accessible.checked: chosen
            Accessible.name: modelData
            Accessible.description: root.lines[index]
            onClicked: root.current = index
            Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
            Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.TabFocusReason)

            contentItem: RowLayout {
                spacing: Theme.spaceM

                Rectangle {
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: 2
                    implicitWidth: Theme.iconSize
                    implicitHeight: Theme.iconSize
                    radius: width / 2
                    color: "transparent"
                    border.width: choice.chosen ? Math.round(5 * Theme.textScale) : Theme.borderWidth
                    border.color: choice.chosen ? Theme.color.accent : Theme.color.borderStrong
                }
                ColumnLayout {
                    Layout.fillWidth: true
                    spacing: 1

                    RowLayout {
                        spacing: Theme.spaceS

                        BodyText {
                            text: choice.modelData
                            font.weight: Theme.weightMedium
                            Accessible.ignored: true
                        }
                        BodyText {
                            visible: choice.index === (root.practiceShop ? 0 : 2)
                            text: root.practiceShop ? qsTr("good for a first try") : qsTr("suggested")
                            font.pixelSize: Theme.textS
                            color: Theme.color.accentText
                            Accessible.ignored: true
                        }
                    }
                    BodyText {
                        Layout.fillWidth: true
                        text: root.lines[choice.index]
                        wrapMode: Text.Wrap
                        font.pixelSize: Theme.textS
                        color: Theme.color.textMuted
                        Accessible.ignored: true
                    }
                }
            }
            background: Rectangle {
                radius: Theme.radiusM
                color: choice.chosen ? Theme.color.selected : choice.hovered ? Theme.color.hover : "transparent"
                border.width: Theme.borderWidth
                border.color: choice.chosen ? Theme.color.accent : Theme.color.border

                FocusRing {
                    visible: choice.visualFocus
                }
            }
        }
    }
}
