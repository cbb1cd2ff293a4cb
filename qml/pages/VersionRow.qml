import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! One version of a policy. */
Item {
    id: root

    required property int version
    required property string timeText
    required property string longTimeText
    required property string effect
    required property string effectText
    required property string presetText
    required property string author
    required property string reason
    required property string hash
    required property string fullHash
    required property bool current

    property bool lined: false

    signal restoreRequested

    implicitHeight: row.implicitHeight + 2 * Theme.spaceM
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("Version %1, %2, %3, %4. %5").arg(version).arg(longTimeText).arg(author).arg(effectText).arg(reason)

    Rectangle {
        visible: root.lined
        width: root.width
        height: Theme.borderWidth
        color: Theme.color.border
    }
    RowLayout {
        id: row

        y: Theme.spaceM
        width: root.width
        spacing: Theme.spaceL

        BodyText {
            Layout.preferredWidth: 36 * Math.min(Theme.textScale, 1.5)
            Layout.alignment: Qt.AlignTop
            text: root.version
            horizontalAlignment: Text.AlignRight
            font.pixelSize: Theme.textL
            font.weight: Theme.weightSemibold
            color: root.current ? Theme.color.accentText : Theme.color.text
            Accessible.ignored: true
        }
        ColumnLayout {
            Layout.preferredWidth: 170 * Math.min(Theme.textScale, 1.5)
            Layout.fillWidth: false
            Layout.alignment: Qt.AlignTop
            spacing: 2

            BodyText {
                Layout.fillWidth: true
                text: root.timeText
                elide: Text.ElideRight
                Accessible.ignored: true

                HoverHandler {
                    id: pointer
                }
                HoverTip {
                    visible: pointer.hovered
                    text: root.longTimeText
                }
            }
            BodyText {
                Layout.fillWidth: true
                text: root.author
                elide: Text.ElideRight
                font.pixelSize: Theme.textS
                color: Theme.color.textMuted
                Accessible.ignored: true
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: 2

            BodyText {
                Layout.fillWidth: true
                text: root.reason !== "" ? root.reason : qsTr("No reason was given")
                wrapMode: Text.Wrap
                color: root.reason !== "" ? Theme.color.text : Theme.color.textFaint
                Accessible.ignored: true
            }
            RowLayout {
                spacing: Theme.spaceS

                Icon {
                    name: root.effect === "tightens" ? "shield-check" : root.effect === "same" ? "minus" : "lock-open"
                    size: Theme.textM
                    color: root.effect === "tightens" ? Theme.color.successText : root.effect === "same" ? Theme.color.textFaint : Theme.color.warningText
                }
                BodyText {
                    text: qsTr("%1 · %2", "effect, preset").arg(root.effectText).arg(root.presetText)
                    font.pixelSize: Theme.textS
                    color: Theme.color.textMuted
                    Accessible.ignored: true
                }
                BodyText {
                    text: root.hash
                    font.family: Theme.monoFamily
                    font.pixelSize: Theme.textXs
                    color: Theme.color.textFaint
                    Accessible.name: qsTr("Hash %1").arg(root.fullHash)

                    HoverHandler {
                        id: hashPointer
                    }
                    HoverTip {
                        visible: hashPointer.hovered
                        text: root.fullHash
                    }
                }
            }
        }
        BodyText {
            Layout.alignment: Qt.AlignVCenter
            visible: root.current
            text: qsTr("In force")
            font.weight: Theme.weightMedium
            color: Theme.color.accentText
        }
        AppButton {
            Layout.alignment: Qt.AlignVCenter
            objectName: "restore" + root.version
            visible: !root.current
            compact: true
            iconName: "history"
            text: qsTr("Restore …")
            Accessible.name: qsTr("Restore version %1").arg(root.version)
            onClicked: root.restoreRequested()
        }
    }
}
