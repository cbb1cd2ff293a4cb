pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! Rows of the live feed, the timeline, the decision trace, budgets. */
GalleryPage {
    id: root

    component Sample: QtObject {
        required property string agent
        required property int color
        required property string host
        required property string path
        required property string amount
        required property string status
        required property string time
    }

    readonly property list<Sample> samples: [
        Sample { agent: "research-bot"; color: 0; host: "api.shop.test"; path: "/v1/search?q=weather+in+a+very+long+query+that+does+not+fit+the+row"; amount: "0.25"; status: "proven"; time: "14:32:07" },
        Sample { agent: "code-review"; color: 1; host: "models.example"; path: "/complete"; amount: "11.00"; status: "waiting"; time: "14:31:58" },
        Sample { agent: "an-agent-with-a-long-name"; color: 2; host: "a.very.long.host.name.of.somebody.example"; path: "/"; amount: "0.000 021"; status: "denied"; time: "14:31:40" },
        Sample { agent: "market-watch"; color: 3; host: "quotes.example"; path: "/tick"; amount: "0.02"; status: "unknown"; time: "14:29:11" }
    ]

    Card {
        Layout.fillWidth: true
        title: qsTr("Live feed")
        padding: Theme.spaceM
        spacing: 0

        Repeater {
            model: root.samples

            FeedRow {
                required property Sample modelData
                required property int index

                Layout.fillWidth: true
                agentName: modelData.agent
                agentColorIndex: modelData.color
                host: modelData.host
                detail: modelData.path
                amountText: modelData.amount
                symbol: "USDC"
                status: modelData.status
                timeText: modelData.time
                practice: index === 0
                selected: index === 1
            }
        }
    }
    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        Card {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.fillHeight: true
            title: qsTr("Timeline")

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                TimelineEntry {
                    Layout.fillWidth: true
                    title: qsTr("Asked by research-bot")
                    timeText: "14:32:05.120"
                    iconName: "bot"
                    first: true
                }
                TimelineEntry {
                    Layout.fillWidth: true
                    title: qsTr("You allowed it once")
                    detail: qsTr("It was asked because 0.75 is above 0.50.")
                    timeText: "14:32:06.004"
                    iconName: "user"
                    tone: TimelineEntry.Attention
                }
                TimelineEntry {
                    Layout.fillWidth: true
                    title: qsTr("Settled on the chain")
                    detail: "0x9f2c…d2e1"
                    timeText: "14:32:07.310"
                    iconName: "check-check"
                    tone: TimelineEntry.Good
                    last: true
                }
            }
        }
        Card {
            Layout.preferredWidth: 1
            Layout.fillWidth: true
            Layout.fillHeight: true
            title: qsTr("Why it was asked")

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                TraceRow {
                    Layout.fillWidth: true
                    ruleText: qsTr("Hard checks")
                    outcome: "pass"
                }
                TraceRow {
                    Layout.fillWidth: true
                    ruleText: qsTr("At most 5.00 USD a day")
                    detail: qsTr("3.42 used, 4.17 after")
                    outcome: "pass"
                    link: true
                }
                TraceRow {
                    Layout.fillWidth: true
                    ruleText: qsTr("Ask above 0.50 USD")
                    detail: qsTr("0.75 is above 0.50")
                    outcome: "match-ask"
                    decisive: true
                }
                TraceRow {
                    Layout.fillWidth: true
                    ruleText: qsTr("Allow up to 2.00 USD")
                    outcome: "skipped"
                }
            }
        }
    }
    Card {
        Layout.fillWidth: true
        title: qsTr("Budgets")

        GridLayout {
            Layout.fillWidth: true
            columns: 2
            columnSpacing: Theme.spaceXl
            rowSpacing: Theme.spaceL

            BudgetBar {
                Layout.preferredWidth: 1
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                label: qsTr("research-bot, today")
                usedText: "1.60"
                limitText: "5.00 USD"
                usedFraction: 0.32
                paceFraction: 0.6
                resetText: qsTr("resets at midnight")
            }
            BudgetBar {
                Layout.preferredWidth: 1
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                label: qsTr("All agents, today")
                usedText: "3.42"
                limitText: "5.00 USD"
                usedFraction: 0.684
                afterFraction: 0.834
                afterText: "4.17"
                paceFraction: 0.6
                resetText: qsTr("resets at midnight")
            }
            BudgetBar {
                Layout.preferredWidth: 1
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                label: qsTr("api.shop.test, this hour")
                usedText: "0.90"
                limitText: "1.00 USD"
                usedFraction: 0.9
                afterFraction: 1.4
                afterText: "1.40"
                resetText: qsTr("resets in 12 minutes")
            }
            BudgetBar {
                Layout.preferredWidth: 1
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignVCenter
                label: qsTr("compact")
                usedText: "1.00"
                limitText: "5.00 USD"
                usedFraction: 0.2
                paceFraction: 0.1
                compact: true
            }
        }
    }
}
