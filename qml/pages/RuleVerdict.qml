import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! Allow, ask or deny, as a coloured mark with its word; where it can be changed, a button. */
AbstractButton {
    id: root

    /*! "allow", "ask" or "deny". */
    required property string verdict
    required text

    property bool editable: false
    property bool compact: false

    readonly property color ink: verdict === "allow" ? Theme.color.successText : verdict === "ask" ? Theme.color.warningText : Theme.color.dangerText
    readonly property color ground: verdict === "allow" ? Theme.color.successSoft : verdict === "ask" ? Theme.color.warningSoft : Theme.color.dangerSoft
    readonly property string sign: verdict === "allow" ? "circle-check" : verdict === "ask" ? "circle-question-mark" : "ban"

    enabled: editable
    implicitHeight: Theme.compactHeight
    leftPadding: Theme.spaceS
    rightPadding: Theme.spaceS
    hoverEnabled: editable
    focusPolicy: editable ? Qt.StrongFocus : Qt.NoFocus
    Accessible.role: editable ? Accessible.Button : Accessible.StaticText
    Accessible.name: editable ? qsTr("Outcome: %1").arg(text) : text
    Keys.onReturnPressed: event => {
        if (!event.isAutoRepeat)
            root.clicked();
    }

    contentItem: RowLayout {
        spacing: Theme.spaceXs + 1

        Icon {
            name: root.sign
            size: Theme.textM
            color: root.ink
        }
        BodyText {
            Layout.fillWidth: true
            text: root.text
            elide: Text.ElideRight
            font.pixelSize: Theme.textS
            font.weight: Theme.weightSemibold
            color: root.ink
            Accessible.ignored: true
        }
        Icon {
            visible: root.editable && (root.hovered || root.visualFocus)
            name: "chevron-down"
            size: Theme.textS
            color: root.ink
        }
    }
    background: Rectangle {
        radius: Theme.radiusM
        color: root.ground
        border.width: Theme.borderWidth
        border.color: root.hovered || root.visualFocus || Theme.mode === "contrast" ? root.ink : Qt.alpha(root.ink, 0.18)

        FocusRing {
            visible: root.visualFocus
            gap: 0
        }
    }
}
