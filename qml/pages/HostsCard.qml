pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The hosts that most was paid to, and how the price of one payment there went. */
Card {
    id: root

    required property SpendInsights insights

    signal hostRequested(string host)

    title: qsTr("Where it goes")
    spacing: 0

    Repeater {
        model: root.insights.hosts

        HostTrendRow {
            Layout.fillWidth: true
            onActivated: root.hostRequested(host)
        }
    }
    BodyText {
        Layout.fillWidth: true
        visible: root.insights.loaded && root.insights.hosts.count === 0
        text: qsTr("Nothing was spent in this time.")
        wrapMode: Text.Wrap
        color: Theme.color.textFaint
    }
}
