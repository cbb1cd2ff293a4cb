import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Theme

/*! One rule in the explanation of a decision: what it said, and whether it was the one that decided. */
AbstractButton {
    id: root

    required property string ruleText
    /*! "pass", "match-allow", "match-ask", "match-deny" or "skipped". */
    required property string outcome

    property string detail
    property bool decisive: false
    property bool link: false

    readonly property string outcomeText: {
        switch (outcome) {
        case "pass":
            return qsTr("Passed");
        case "match-allow":
            return qsTr("Allows");
        case "match-ask":
            return qsTr("Asks");
        case "match-deny":
            return qsTr("Denies");
        case "skipped":
            return qsTr("Not reached");
        default:
            return outcome;
        }
    }
    readonly property string outcomeIcon: {
        switch (outcome) {
        case "match-allow":
            return "circle-check";
        case "match-ask":
            return "circle-question-mark";
        case "match-deny":
            return "ban";
        case "skipped":
            return "minus";
        default:
            return "check";
        }
    }
    readonly property int tone: {
        switch (outcome) {
        case "match-allow":
            return StatusWords.Good;
        case "match-ask":
            return StatusWords.Attention;
        case "match-deny":
            return StatusWords.Bad;
        default:
            return StatusWords.Neutral;
        }
    }

    signal activated

    implicitWidth: 320
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: Theme.spaceS
    hoverEnabled: link
    focusPolicy: link ? Qt.StrongFocus : Qt.NoFocus
    Accessible.role: link ? Accessible.Link : Accessible.ListItem
    Accessible.name: qsTr("%1: %2. %3", "what the rule said, the rule, the numbers").arg(outcomeText).arg(ruleText).arg(detail) + (decisive ? qsTr(" This decided.") : "")
    onClicked: {
        if (link)
            activated();
    }
    Keys.onReturnPressed: event => {
        if (!event.isAutoRepeat)
            root.clicked();
    }

    contentItem: RowLayout {
        spacing: Theme.spaceM

        Icon {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: 1
            name: root.outcomeIcon
            color: root.outcome === "skipped" ? Theme.color.textFaint : StatusWords.inkOf(root.tone)
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 2

            BodyText {
                Layout.fillWidth: true
                text: root.ruleText
                wrapMode: Text.Wrap
                font.weight: root.decisive ? Theme.weightSemibold : Theme.weightRegular
                color: root.outcome === "skipped" ? Theme.color.textFaint : root.link && root.hovered ? Theme.color.accentText : Theme.color.text
                Accessible.ignored: true
            }
            BodyText {
                Layout.fillWidth: true
                visible: root.detail !== ""
                text: root.detail
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                font.pixelSize: Theme.textS
                color: Theme.color.textMuted
                Accessible.ignored: true
            }
        }
        BodyText {
            Layout.alignment: Qt.AlignTop
            text: root.decisive ? qsTr("%1 · decided", "what the rule said").arg(root.outcomeText) : root.outcomeText
            font.pixelSize: Theme.textS
            font.weight: root.decisive ? Theme.weightMedium : Theme.weightRegular
            color: root.decisive ? StatusWords.inkOf(root.tone) : Theme.color.textFaint
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusM
        color: root.decisive ? StatusWords.groundOf(root.tone) : root.link && root.hovered ? Theme.color.hover : "transparent"

        FocusRing {
            visible: root.visualFocus
            gap: 0
        }
    }
}
