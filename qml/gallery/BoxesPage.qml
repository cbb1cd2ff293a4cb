import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! Cards, tiles, banners, empty and loading faces. */
GalleryPage {
    id: root

    GridLayout {
        Layout.fillWidth: true
        columns: Theme.textScale > 1.5 ? 2 : 4
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceM

        StatTile {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            label: qsTr("Spent today")
            value: "3.42"
            symbol: "USD"
            sub: qsTr("of 5.00, 41 payments")
            iconName: "coins"
        }
        StatTile {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            label: qsTr("At risk now")
            value: "0.25"
            symbol: "USD"
            sub: qsTr("signed, not settled")
            iconName: "signature"
        }
        StatTile {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            label: qsTr("Waiting for you")
            value: "3"
            sub: qsTr("oldest: 2 minutes")
            iconName: "hourglass"
            tone: StatTile.Attention
        }
        StatTile {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            label: qsTr("Unknown outcomes")
            value: "1"
            sub: qsTr("count as spent")
            iconName: "circle-question-mark"
            tone: StatTile.Danger
        }
    }
    Banner {
        Layout.fillWidth: true
        text: qsTr("Your recovery words are not backed up yet.")
        actionText: qsTr("Back up now")
        dismissible: true
    }
    Banner {
        Layout.fillWidth: true
        kind: Banner.Success
        text: qsTr("research-bot is connected.")
        dismissible: true
    }
    Banner {
        Layout.fillWidth: true
        kind: Banner.Warning
        title: qsTr("research-bot asked 40 times in a minute and is paused")
        text: qsTr("Nothing was paid. Look at what it asked for, then let it go on or remove it.")
        actionText: qsTr("Review")
    }
    Banner {
        Layout.fillWidth: true
        kind: Banner.Danger
        title: qsTr("Nothing was paid: the ledger could not be written")
        text: qsTr("The disk is full. Free some space, then try again.")
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        Card {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.fillHeight: true
            title: qsTr("Agents")
            hint: qsTr("Programs that may ask for payments")
            header: AppButton {
                text: qsTr("Add agent")
                iconName: "plus"
                compact: true
            }

            AgentDot {
                name: "research-bot"
                colorIndex: 0
            }
            AgentDot {
                name: "code-review"
                colorIndex: 1
            }
        }
        Card {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.fillHeight: true

            EmptyState {
                Layout.fillWidth: true
                iconName: "bot"
                text: qsTr("No agent is connected yet.")
                actionText: qsTr("Add an agent")
                actionIconName: "plus"
            }
        }
        Card {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.fillHeight: true
            title: qsTr("Loading")

            LoadingState {
                Layout.fillWidth: true
                text: qsTr("Loading payments")
            }
            LoadingState {
                Layout.fillWidth: true
                text: qsTr("Loading payments")
                rows: 2
            }
        }
    }
}
