pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! How requests were decided: one bar, and its parts by name. */
Card {
    id: root

    required property SpendInsights insights

    signal ledgerRequested(string states)

    title: qsTr("How it was decided")

    function toneColor(tone: string): color {
        switch (tone) {
        case "good":
            return Theme.color.accent;
        case "info":
            return Theme.color.info;
        case "attention":
            return Theme.color.warning;
        case "bad":
            return Theme.color.danger;
        case "warning":
            return Theme.color.outline;
        default:
            return Theme.color.borderStrong;
        }
    }

    Item {
        id: bar

        Layout.fillWidth: true
        implicitHeight: 12
        clip: true // the least width of small parts may add up to a little more
        visible: root.insights.decisions.count > 0
        Accessible.role: Accessible.Graphic
        Accessible.name: root.insights.decisions.summary

        Row {
            anchors.fill: parent
            spacing: 2

            Repeater {
                model: root.insights.decisions

                Rectangle {
                    required property real fraction
                    required property string tone

                    width: Math.max(3, fraction * (bar.width - 2 * (root.insights.decisions.count - 1)))
                    height: bar.height
                    radius: 3
                    color: root.toneColor(tone)
                }
            }
        }
    }
    Repeater {
        model: root.insights.decisions

        InsightLine {
            required property int requests
            required property string percentText
            required property string tone
            required property string ledgerStates

            Layout.fillWidth: true
            dotColor: root.toneColor(tone)
            valueText: requests
            note: percentText
            onActivated: root.ledgerRequested(ledgerStates)
        }
    }
    BodyText {
        Layout.fillWidth: true
        visible: root.insights.loaded && root.insights.decisions.count === 0
        text: qsTr("Nobody asked in this time.")
        wrapMode: Text.Wrap
        color: Theme.color.textFaint
    }
    BodyText {
        Layout.fillWidth: true
        visible: root.insights.cut
        text: qsTr("Of the newest 50,000 requests.")
        font.pixelSize: Theme.textXs
        color: Theme.color.textFaint
    }
}
