pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! The screens, at the left edge. */
Rectangle {
    id: root

    required property string page
    required property int waiting
    required property bool collapsed
    required property string version

    signal chosen(string name)

    implicitWidth: collapsed ? Theme.controlHeight + Theme.spaceS + 2 * Theme.spaceM : 208 * Math.min(Theme.textScale, 1.5)
    color: Theme.color.sidebar
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Screens")

    component Entry: NavItem {
        required property string name

        Layout.fillWidth: true
        objectName: "nav-" + name
        current: root.page === name
        collapsed: root.collapsed
        onClicked: root.chosen(name)
    }

    Rectangle {
        anchors.right: parent.right
        width: Theme.borderWidth
        height: parent.height
        color: Theme.color.border
    }
    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.spaceM
        spacing: 2

        Entry {
            name: "overview"
            text: qsTr("Overview")
            iconName: "layout-dashboard"
            shortcutText: qsTr("Ctrl+1")
        }
        Entry {
            name: "approvals"
            text: qsTr("Approvals")
            iconName: "hourglass"
            shortcutText: qsTr("Ctrl+2")
            badgeText: root.waiting > 0 ? (root.waiting > 99 ? "99+" : root.waiting) : ""
        }
        Entry {
            name: "ledger"
            text: qsTr("Ledger")
            iconName: "receipt-text"
            shortcutText: qsTr("Ctrl+3")
        }
        Entry {
            name: "agents"
            text: qsTr("Agents")
            iconName: "bot"
            shortcutText: qsTr("Ctrl+4")
        }
        Entry {
            name: "rules"
            text: qsTr("Rules")
            iconName: "scroll-text"
            shortcutText: qsTr("Ctrl+5")
        }
        Item {
            implicitHeight: Theme.spaceL
        }
        Entry {
            name: "accounts"
            text: qsTr("Accounts")
            iconName: "wallet"
            shortcutText: qsTr("Ctrl+6")
        }
        Entry {
            name: "networks"
            text: qsTr("Networks")
            iconName: "network"
            shortcutText: qsTr("Ctrl+7")
        }
        Item {
            Layout.fillHeight: true
        }
        Entry {
            name: "settings"
            text: qsTr("Settings")
            iconName: "settings"
            shortcutText: qsTr("Ctrl+8")
        }
    }
}
