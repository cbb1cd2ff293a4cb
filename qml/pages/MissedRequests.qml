pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! What nobody decided in time. Nothing of it was paid; the next one like it can be allowed ahead of time. */
ColumnLayout {
    id: root

    required property MissedAsks missed
    required property real maximumHeight

    spacing: Theme.spaceS
    visible: missed.list.count > 0

    BodyText {
        Layout.fillWidth: true
        text: qsTr("Missed in the last 3 days: %1").arg(root.missed.list.count)
        elide: Text.ElideRight
        font.pixelSize: Theme.textS
        font.weight: Theme.weightSemibold
        color: Theme.color.textMuted
        Accessible.role: Accessible.Heading
    }
    ListView {
        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(contentHeight, root.maximumHeight)
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: root.missed.list
        spacing: Theme.spaceXs
        ScrollBar.vertical: SlimScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Requests that nobody decided")

        delegate: Rectangle {
            id: entry

            required property string paymentId
            required property string agentName
            required property int colorIndex
            required property string host
            required property string amountText
            required property string symbol
            required property string timeText

            width: ListView.view.width
            implicitHeight: lines.implicitHeight + 2 * Theme.spaceS
            radius: Theme.radiusM
            color: Theme.color.surfaceSunken

            ColumnLayout {
                id: lines

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: Theme.spaceM
                spacing: 2

                RowLayout {
                    spacing: Theme.spaceS

                    AgentDot {
                        Layout.fillWidth: true
                        name: entry.agentName
                        colorIndex: entry.colorIndex
                    }
                    AmountLabel {
                        amountText: entry.amountText
                        symbol: entry.symbol
                        muted: true
                    }
                }
                RowLayout {
                    spacing: Theme.spaceS

                    BodyText {
                        Layout.fillWidth: true
                        text: qsTr("%1 · %2", "host, time").arg(entry.host).arg(entry.timeText)
                        elide: Text.ElideMiddle
                        font.pixelSize: Theme.textS
                        color: Theme.color.textMuted
                    }
                    AppButton {
                        objectName: "allowNextButton"
                        compact: true
                        text: qsTr("Allow next…")
                        Accessible.name: qsTr("Allow the next request like %1 %2 to %3").arg(entry.amountText).arg(entry.symbol).arg(entry.host)
                        onClicked: root.missed.choose(entry.paymentId)
                    }
                }
            }
        }
    }
}
