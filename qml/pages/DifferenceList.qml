pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Payments that are decided otherwise: when, from what to what, why. Each opens in the ledger. */
ColumnLayout {
    id: root

    required property DifferenceListModel differences

    signal paymentRequested(string paymentId)

    function word(verdict: string): string {
        return verdict === "allow" ? qsTr("Allow") : verdict === "ask" ? qsTr("Ask") : qsTr("Deny");
    }

    spacing: 0

    Repeater {
        model: root.differences

        RowLayout {
            id: row

            required property string paymentId
            required property string timeText
            required property string was
            required property string would
            required property string sentence

            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceXs
            Layout.bottomMargin: Theme.spaceXs
            spacing: Theme.spaceM

            BodyText {
                Layout.preferredWidth: 92 * Math.min(Theme.textScale, 1.5)
                text: row.timeText
                color: Theme.color.textMuted
            }
            RuleVerdict {
                Layout.preferredWidth: 78 * Math.min(Theme.textScale, 1.5)
                verdict: row.was
                text: root.word(row.was)
            }
            Icon {
                name: "arrow-right"
                color: Theme.color.textFaint
            }
            RuleVerdict {
                Layout.preferredWidth: 78 * Math.min(Theme.textScale, 1.5)
                verdict: row.would
                text: root.word(row.would)
            }
            BodyText {
                Layout.fillWidth: true
                text: row.sentence
                wrapMode: Text.Wrap
                maximumLineCount: 2
                elide: Text.ElideRight
                color: Theme.color.textMuted
            }
            IconButton {
                compact: true
                iconName: "arrow-up-right"
                text: qsTr("Show in the ledger")
                Accessible.name: qsTr("Show the payment of %1 in the ledger").arg(row.timeText)
                onClicked: root.paymentRequested(row.paymentId)
            }
        }
    }
}
