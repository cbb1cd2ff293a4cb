import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! One agent: what it spent today, when it last called, whether it may. */
Card {
    id: root

    required property string name
    required property int colorIndex
    required property string presetText
    required property bool paused
    required property string pausedBecause
    required property string address
    required property string lastCallText
    required property string spentTodayText
    required property bool hasBudget
    required property string budgetLabel
    required property string budgetUsedText
    required property string budgetLimitText
    required property real budgetFraction
    required property string budgetResetText
    required property string practiceTodayText

    signal pauseRequested
    signal resumeRequested
    signal historyRequested

    spacing: Theme.spaceM
    Accessible.name: paused ? qsTr("%1, paused").arg(name) : name

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Rectangle {
            implicitWidth: Math.round(34 * Theme.textScale)
            implicitHeight: implicitWidth
            radius: Theme.radiusM
            color: Qt.alpha(Theme.chartColor(root.colorIndex), 0.16)

            Icon {
                anchors.centerIn: parent
                name: root.paused ? "pause" : "bot"
                color: Theme.chartColor(root.colorIndex)
                size: Math.round(18 * Theme.textScale)
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            BodyText {
                Layout.fillWidth: true
                text: root.name
                elide: Text.ElideRight
                font.pixelSize: Theme.textL
                font.weight: Theme.weightSemibold
            }
            BodyText {
                Layout.fillWidth: true
                text: qsTr("%1 rules · last call %2").arg(root.presetText).arg(root.lastCallText)
                elide: Text.ElideRight
                font.pixelSize: Theme.textS
                color: Theme.color.textMuted
            }
        }
    }
    Banner {
        Layout.fillWidth: true
        visible: root.paused
        kind: Banner.Warning
        text: root.pausedBecause !== "" ? qsTr("Paused: %1").arg(root.pausedBecause) : qsTr("Paused. Everything it asks for is refused.")
    }
    BudgetBar {
        Layout.fillWidth: true
        visible: root.hasBudget
        label: root.budgetLabel
        usedText: root.budgetUsedText
        limitText: root.budgetLimitText
        usedFraction: root.budgetFraction
        resetText: root.budgetResetText
    }
    DataRow {
        Layout.fillWidth: true
        visible: !root.hasBudget
        label: qsTr("Spent today")
        value: root.spentTodayText
        labelWidth: 92
    }
    DataRow {
        Layout.fillWidth: true
        visible: root.practiceTodayText !== ""
        label: qsTr("Practice")
        value: qsTr("%1 of practice money today", "amount").arg(root.practiceTodayText)
        labelWidth: 92
    }
    DataRow {
        Layout.fillWidth: true
        label: qsTr("Pays from")
        value: ""
        labelWidth: 92

        AddressLabel {
            Layout.fillWidth: true
            address: root.address
            name: qsTr("Account of %1").arg(root.name)
        }
    }
    Item {
        Layout.fillHeight: true
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        AppButton {
            compact: true
            iconName: root.paused ? "play" : "pause"
            text: root.paused ? qsTr("Resume") : qsTr("Pause")
            Accessible.name: root.paused ? qsTr("Resume %1").arg(root.name) : qsTr("Pause %1").arg(root.name)
            onClicked: root.paused ? root.resumeRequested() : root.pauseRequested()
        }
        Item {
            Layout.fillWidth: true
        }
        AppButton {
            compact: true
            variant: AppButton.Quiet
            iconName: "receipt-text"
            text: qsTr("Its payments")
            onClicked: root.historyRequested()
        }
    }
}
