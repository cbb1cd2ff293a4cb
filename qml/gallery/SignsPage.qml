pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! Small signs: states, agents, amounts, addresses. */
GalleryPage {
    id: root

    readonly property list<string> states: ["seen", "denied", "waiting", "rejected", "lapsed", "authorized", "settled", "proven", "unknown", "void", "expired", "frozen"]

    SectionTitle {
        Layout.fillWidth: true
        text: qsTr("States of a payment")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Repeater {
            model: root.states

            StatusChip {
                required property string modelData

                status: modelData
            }
        }
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Repeater {
            model: root.states

            StatusChip {
                required property string modelData

                status: modelData
                compact: true
            }
        }
        PracticeBadge {}
        PracticeBadge {
            compact: true
        }
        CountBadge {
            count: 7
        }
        CountBadge {
            count: 140
        }
        Spinner {}
    }
    SectionTitle {
        Layout.fillWidth: true
        text: qsTr("Agents")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceL

        Repeater {
            model: 9

            AgentDot {
                required property int index

                name: index < 8 ? "agent-" + index : "other"
                colorIndex: index
            }
        }
        AgentDot {
            name: "sleeper"
            colorIndex: 3
            paused: true
        }
    }
    SectionTitle {
        Layout.fillWidth: true
        text: qsTr("Amounts and addresses")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceXl

        AmountLabel {
            amountText: "1 204.25"
            symbol: "USDC"
            size: AmountLabel.Large
        }
        AmountLabel {
            amountText: "0.25"
            symbol: "USDC"
        }
        AmountLabel {
            amountText: "0.000 000 000 000 000 001"
            symbol: "ETH"
            size: AmountLabel.Small
            muted: true
        }
    }
    AddressLabel {
        Layout.fillWidth: true
        address: "0x8ba1f109551bD432803012645Ac136ddd64DBA72"
    }
    AddressLabel {
        Layout.fillWidth: true
        address: "0x8ba1f109551bD432803012645Ac136ddd64DBA72"
        full: true
    }
    AddressLabel {
        Layout.fillWidth: true
        address: "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v"
        full: true
        copyable: false
    }
    SectionTitle {
        Layout.fillWidth: true
        text: qsTr("Rows of data")
        hint: qsTr("Values wrap; they are never cut")
    }
    ColumnLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        DataRow {
            Layout.fillWidth: true
            label: qsTr("Method and host")
            value: "POST api.shop.test"
        }
        DataRow {
            Layout.fillWidth: true
            label: qsTr("Digest")
            value: "0x9f2c1c7a7f8d2c5a0a4bb1e37f1f7f64f6c0a8b9de55cf0a2b1e6a54b1c3d2e1"
            mono: true
            copyable: true
        }
        DataRow {
            Layout.fillWidth: true
            label: qsTr("State")
            value: ""

            StatusChip {
                status: "authorized"
            }
            Item {
                Layout.fillWidth: true
            }
        }
    }
}
