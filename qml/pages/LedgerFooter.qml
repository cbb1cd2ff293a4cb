import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! What all payments of the filter add up to; and, while rows are picked out, what can be done with them. */
Rectangle {
    id: root

    required property Ledger ledger

    readonly property int marked: ledger.payments.markedCount

    implicitHeight: row.implicitHeight + 2 * Theme.spaceS
    color: marked > 0 ? Theme.color.accentSoft : Theme.color.surface

    Rectangle {
        width: parent.width
        height: Theme.borderWidth
        color: Theme.color.border
    }
    RowLayout {
        id: row

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.spaceXl
        width: parent.width - 2 * Theme.spaceXl
        spacing: Theme.spaceM

        BodyText {
            Layout.fillWidth: true
            objectName: "ledgerFooter"
            text: root.marked > 0 ? qsTr("%1 picked out").arg(root.marked) : root.ledger.footerText
            elide: Text.ElideRight
            color: root.marked > 0 ? Theme.color.accentText : Theme.color.textMuted
        }
        BodyText {
            objectName: "ledgerRisk"
            visible: root.marked === 0 && text !== ""
            text: root.ledger.riskText
            font.weight: Theme.weightMedium
            color: Theme.color.warningText
        }
        Spinner {
            running: root.ledger.loading
            visible: running
        }
        AppButton {
            objectName: "copyMarked"
            visible: root.marked > 0
            compact: true
            iconName: "copy"
            text: qsTr("Copy (Ctrl+C)")
            onClicked: root.ledger.copyMarked()
        }
        AppButton {
            visible: root.marked > 0
            variant: AppButton.Quiet
            compact: true
            text: qsTr("Unpick")
            onClicked: root.ledger.payments.clearMarks()
        }
        AppButton {
            visible: root.marked === 0 && root.ledger.hasMore && !root.ledger.loading
            variant: AppButton.Quiet
            compact: true
            text: qsTr("Load older")
            onClicked: root.ledger.loadMore()
        }
    }
}
