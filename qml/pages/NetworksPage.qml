pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The networks that are known, and whether a node tells what happens there. */
PageScroll {
    id: root

    required property NetworkListModel networks
    required property bool current

    onCurrentChanged: {
        if (current)
            networks.reload();
    }

    PageHeader {
        Layout.fillWidth: true
        title: qsTr("Networks")
        hint: qsTr("Where payments can be made. Without a node, settlements are known from the merchant alone. A node is set with: till network set.")

        IconButton {
            iconName: "refresh-cw"
            text: qsTr("Look again")
            onClicked: root.networks.reload()
        }
    }
    Banner {
        Layout.fillWidth: true
        visible: root.networks.errorText !== ""
        kind: Banner.Danger
        text: root.networks.errorText
    }
    Card {
        Layout.fillWidth: true
        visible: root.networks.count > 0
        spacing: 0
        padding: Theme.spaceS

        Repeater {
            model: root.networks

            NetworkRow {
                Layout.fillWidth: true
            }
        }
    }
    LoadingState {
        Layout.fillWidth: true
        visible: !root.networks.loaded && root.networks.errorText === ""
        text: qsTr("Loading networks")
    }
}
