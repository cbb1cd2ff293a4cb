import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! A short word at the lower edge of the window, gone by itself; a new one replaces the old. */
Rectangle {
    id: root

    property string text
    property string actionText
    property int kind: Banner.Info
    property int stayMs: 5000

    readonly property bool shown: state === "shown"

    signal actionTriggered

    function show(newText: string, newKind: int): void {
        showWithAction(newText, newKind, "");
    }
    function showWithAction(newText: string, newKind: int, newActionText: string): void {
        text = newText;
        kind = newKind;
        actionText = newActionText;
        state = "shown";
        departure.restart();
    }
    function hide(): void {
        state = "";
    }

    anchors.horizontalCenter: parent ? parent.horizontalCenter : undefined
    anchors.bottom: parent ? parent.bottom : undefined
    anchors.bottomMargin: Theme.spaceXl
    implicitWidth: Math.min(row.implicitWidth + Theme.spaceL + Theme.spaceM, (parent ? parent.width : 600) - 2 * Theme.spaceXl)
    implicitHeight: row.implicitHeight + 2 * Theme.spaceS
    z: 100
    opacity: 0
    visible: opacity > 0
    radius: Theme.radiusM
    color: Theme.color.surfaceRaised
    border.width: Theme.borderWidth
    border.color: Theme.color.outline
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    states: State {
        name: "shown"

        PropertyChanges {
            root.opacity: 1
        }
    }
    transitions: Transition {
        NumberAnimation {
            property: "opacity"
            duration: Theme.durationNormal
        }
    }

    HoverHandler {
        id: pointer
    }
    Timer {
        id: departure

        interval: root.stayMs
        onTriggered: {
            if (pointer.hovered || action.activeFocus)
                restart();
            else
                root.hide();
        }
    }
    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceM
        spacing: Theme.spaceM

        Icon {
            name: ["info", "circle-check", "triangle-alert", "octagon-x"][root.kind]
            color: [Theme.color.info, Theme.color.success, Theme.color.warning, Theme.color.danger][root.kind]
        }
        BodyText {
            Layout.fillWidth: true
            Layout.minimumHeight: Theme.compactHeight
            text: root.text
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }
        AppButton {
            id: action

            visible: root.actionText !== ""
            variant: AppButton.Quiet
            compact: true
            text: root.actionText
            onClicked: {
                root.hide();
                root.actionTriggered();
            }
        }
        IconButton {
            compact: true
            iconName: "x"
            text: qsTr("Dismiss")
            onClicked: root.hide()
        }
    }
}
