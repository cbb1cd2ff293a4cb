import QtQuick
import QtQuick.Layouts
import Tillkeeper.Charts
import Tillkeeper.Theme

/*! A budget: used, what this payment would add, the limit, and where the time stands in the window. */
ColumnLayout {
    id: root

    required property string label
    required property string usedText
    required property string limitText
    required property real usedFraction

    property real afterFraction: -1
    property string afterText
    property real paceFraction: -1
    property string resetText
    property bool compact: false

    readonly property real reach: Math.max(usedFraction, afterFraction)
    readonly property bool over: reach > 1
    readonly property bool near: !over && reach >= 0.8
    readonly property string sentence: {
        const parts = [qsTr("%1: %2 of %3 used", "budget, amount, limit").arg(label).arg(usedText).arg(limitText)];
        if (afterFraction >= 0)
            parts.push(qsTr("%1 after this payment", "amount").arg(afterText));
        if (over)
            parts.push(qsTr("over the limit"));
        if (resetText !== "")
            parts.push(resetText);
        return parts.join(", ");
    }

    spacing: Theme.spaceXs
    Accessible.role: Accessible.ProgressBar
    Accessible.name: sentence

    RowLayout {
        Layout.fillWidth: true
        visible: !root.compact
        spacing: Theme.spaceS

        BodyText {
            Layout.fillWidth: true
            text: root.label
            elide: Text.ElideRight
            font.weight: Theme.weightMedium
            Accessible.ignored: true
        }
        Icon {
            visible: root.over || root.near
            name: root.over ? "octagon-x" : "triangle-alert"
            size: Theme.textM
            color: root.over ? Theme.color.dangerText : Theme.color.warningText
        }
        BodyText {
            text: root.usedText
            font.weight: Theme.weightMedium
            color: root.over && root.afterFraction < 0 ? Theme.color.dangerText : Theme.color.text
            Accessible.ignored: true
        }
        BodyText {
            Layout.leftMargin: -Theme.spaceXs
            text: qsTr("of %1", "limit of a budget").arg(root.limitText)
            color: Theme.color.textMuted
            Accessible.ignored: true
        }
    }
    BudgetBarItem {
        Layout.fillWidth: true
        implicitWidth: 160
        implicitHeight: root.compact ? 12 : 14
        usedFraction: root.usedFraction
        afterFraction: root.afterFraction
        paceFraction: root.paceFraction
        trackColor: Theme.color.pressed
        usedColor: root.near ? Theme.color.warning : Theme.color.accent
        overColor: Theme.color.danger
        tickColor: Theme.color.text
        tickEdgeColor: Theme.color.surface

        HoverHandler {
            id: pointer
        }
        HoverTip {
            visible: pointer.hovered
            text: root.sentence
        }
    }
    RowLayout {
        Layout.fillWidth: true
        visible: !root.compact && (root.afterText !== "" || root.resetText !== "")
        spacing: Theme.spaceM

        BodyText {
            Layout.fillWidth: true
            text: root.afterText !== "" ? qsTr("%1 after this payment", "amount").arg(root.afterText) : ""
            elide: Text.ElideRight
            font.pixelSize: Theme.textS
            font.weight: root.over ? Theme.weightMedium : Theme.weightRegular
            color: root.over ? Theme.color.dangerText : Theme.color.textMuted
            Accessible.ignored: true
        }
        BodyText {
            text: root.resetText
            font.pixelSize: Theme.textS
            color: Theme.color.textFaint
            Accessible.ignored: true
        }
    }
}
