import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! What happened, whether money moved, what to do now: one sentence or two, and one action. */
Rectangle {
    id: root

    enum Kind { Info, Success, Warning, Danger }

    required property string text

    property string title
    property int kind: Banner.Info
    property string actionText
    property bool dismissible: false

    readonly property int tone: [StatusWords.Info, StatusWords.Good, StatusWords.Attention, StatusWords.Bad][kind]
    readonly property color ink: StatusWords.inkOf(tone)

    signal actionTriggered
    signal dismissed

    implicitWidth: 320
    implicitHeight: row.implicitHeight + 2 * Theme.spaceS
    radius: Theme.radiusM
    color: StatusWords.groundOf(tone)
    border.width: Theme.borderWidth
    border.color: Qt.alpha(ink, Theme.mode === "contrast" ? 1 : 0.25)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title !== "" ? qsTr("%1. %2", "title, text").arg(title).arg(text) : text

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.spaceM
        anchors.rightMargin: Theme.spaceS
        spacing: Theme.spaceM

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Math.round(Theme.spaceXs + 2 * Theme.textScale)
            name: ["info", "circle-check", "triangle-alert", "octagon-x"][root.kind]
            color: root.ink
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceXs
            Layout.bottomMargin: Theme.spaceXs
            spacing: 2

            BodyText {
                Layout.fillWidth: true
                visible: root.title !== ""
                text: root.title
                wrapMode: Text.Wrap
                font.weight: Theme.weightSemibold
                color: root.ink
                Accessible.ignored: true
            }
            BodyText {
                Layout.fillWidth: true
                text: root.text
                wrapMode: Text.Wrap
                lineHeight: Theme.lineHeight
                color: root.title !== "" ? Theme.color.text : root.ink
                Accessible.ignored: true
            }
        }
        AppButton {
            visible: root.actionText !== ""
            compact: true
            text: root.actionText
            onClicked: root.actionTriggered()
        }
        IconButton {
            visible: root.dismissible
            compact: true
            iconName: "x"
            text: qsTr("Dismiss")
            onClicked: root.dismissed()
        }
    }
}
