import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! An agent's request for more than its budgets: waiting for an answer, or granted and being used. */
Rectangle {
    id: root

    required property string agentName
    required property bool waits
    required property string amountText
    required property string host
    required property string reason
    required property string askedText
    required property string untilText
    required property string usedText
    required property real usedFraction

    signal grantRequested
    signal denyRequested

    implicitHeight: row.implicitHeight + 2 * Theme.spaceM
    radius: Theme.radiusM
    color: waits ? Theme.color.warningSoft : Theme.color.surfaceSunken
    border.width: Theme.borderWidth
    border.color: waits ? Qt.alpha(Theme.color.warning, Theme.mode === "contrast" ? 1 : 0.35) : Theme.color.border
    Accessible.role: Accessible.ListItem
    Accessible.name: sentence.text

    RowLayout {
        id: row

        x: Theme.spaceM
        y: Theme.spaceM
        width: root.width - 2 * Theme.spaceM
        spacing: Theme.spaceL

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceXs

            BodyText {
                id: sentence

                Layout.fillWidth: true
                text: {
                    const where = root.host === "" ? qsTr("anywhere") : qsTr("at %1", "host").arg(root.host);
                    if (root.waits)
                        return qsTr("%1 asks for %2 more, %3, until %4").arg(root.agentName).arg(root.amountText).arg(where).arg(root.untilText);
                    return qsTr("%1 may spend %2 more, %3, until %4").arg(root.agentName).arg(root.amountText).arg(where).arg(root.untilText);
                }
                wrapMode: Text.Wrap
                font.weight: Theme.weightMedium
            }
            BodyText {
                Layout.fillWidth: true
                visible: root.reason !== ""
                text: qsTr("It says: \u201c%1\u201d", "words of an agent").arg(root.reason)
                wrapMode: Text.Wrap
                maximumLineCount: 3
                elide: Text.ElideRight
                color: Theme.color.textMuted
            }
            BodyText {
                Layout.fillWidth: true
                text: root.waits ? qsTr("Asked %1", "some time ago").arg(root.askedText) : root.usedText
                font.pixelSize: Theme.textS
                color: Theme.color.textMuted
            }
        }
        AppButton {
            visible: root.waits
            compact: true
            text: qsTr("Say no")
            Accessible.name: qsTr("Say no to %1").arg(root.agentName)
            onClicked: root.denyRequested()
        }
        AppButton {
            objectName: "grantMore"
            visible: root.waits
            compact: true
            variant: AppButton.Primary
            text: qsTr("Answer …")
            Accessible.name: qsTr("Answer %1").arg(root.agentName)
            onClicked: root.grantRequested()
        }
        TwiceButton {
            visible: !root.waits
            calmText: qsTr("Take back")
            question: qsTr("Take it back?")
            onConfirmed: root.denyRequested()
        }
    }
}
