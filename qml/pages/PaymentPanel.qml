pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! One payment in detail: where it stands, how it was decided, what happened, what was signed. */
SidePanel {
    id: root

    required property PaymentInspector inspector

    property bool offerShown: false
    property bool payloadShown: false

    title: inspector.host !== "" ? inspector.host : qsTr("Payment")
    subtitle: inspector.agentName
    open: inspector.paymentId !== ""
    panelWidth: 410
    onCloseRequested: inspector.inspect("")

    LoadingState {
        Layout.fillWidth: true
        visible: !root.inspector.present && root.inspector.errorText === ""
        text: qsTr("Loading the payment")
    }
    Banner {
        Layout.fillWidth: true
        visible: root.inspector.errorText !== ""
        kind: Banner.Danger
        text: root.inspector.errorText
    }
    ColumnLayout {
        Layout.fillWidth: true
        visible: root.inspector.present
        spacing: Theme.spaceL

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            RowLayout {
                spacing: Theme.spaceM

                AmountLabel {
                    Layout.fillWidth: true
                    visible: root.inspector.amountText !== ""
                    amountText: root.inspector.amountText
                    symbol: root.inspector.symbol
                    size: AmountLabel.Large
                }
                Item {
                    Layout.fillWidth: true
                }
                PracticeBadge {
                    visible: root.inspector.practice
                }
                StatusChip {
                    status: root.inspector.status
                }
            }
            BodyText {
                Layout.fillWidth: true
                text: root.inspector.statusText
                wrapMode: Text.Wrap
                color: Theme.color.textMuted
            }
        }
        PromptSection {
            Layout.fillWidth: true
            title: root.inspector.decidedByText !== "" ? root.inspector.decidedByText : qsTr("Decision")

            BodyText {
                Layout.fillWidth: true
                objectName: "decisionSentence"
                visible: text !== ""
                text: root.inspector.decisionText
                wrapMode: Text.Wrap
            }
            Repeater {
                model: root.inspector.reasons

                BodyText {
                    required text

                    Layout.fillWidth: true
                    wrapMode: Text.Wrap
                    color: Theme.color.textMuted
                }
            }
            Banner {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.inspector.changeText
            }
        }
        PromptSection {
            Layout.fillWidth: true
            title: qsTr("What happened")

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 0

                Repeater {
                    model: root.inspector.timeline

                    TimelineEntry {
                        required detail
                        required iconName
                        required tone
                        required first
                        required last

                        Layout.fillWidth: true
                    }
                }
            }
        }
        PromptSection {
            Layout.fillWidth: true
            visible: root.inspector.budgets.count > 0
            title: qsTr("Budgets when it was decided")

            Repeater {
                model: root.inspector.budgets

                BudgetBar {
                    required afterFraction
                    required afterText

                    Layout.fillWidth: true
                }
            }
        }
        PromptSection {
            Layout.fillWidth: true
            visible: root.inspector.trace.count > 0
            title: qsTr("How it was judged")

            TraceList {
                Layout.fillWidth: true
                trace: root.inspector.trace
            }
        }
        PromptSection {
            Layout.fillWidth: true
            visible: root.inspector.proofText !== ""
            title: qsTr("What the chain says")

            BodyText {
                Layout.fillWidth: true
                objectName: "proofText"
                text: root.inspector.proofText
                wrapMode: Text.Wrap
            }
        }
        PaymentNote {
            Layout.fillWidth: true
            inspector: root.inspector
        }
        QuotedText {
            Layout.fillWidth: true
            visible: quote !== ""
            source: qsTr("The agent says")
            quote: root.inspector.agentWords
        }
        QuotedText {
            Layout.fillWidth: true
            visible: quote !== ""
            source: qsTr("The seller says")
            quote: root.inspector.sellerWords
        }
        PromptSection {
            Layout.fillWidth: true
            title: qsTr("As data")

            FactRows {
                Layout.fillWidth: true
                facts: root.inspector.facts
                labelWidth: 104
            }
            AppButton {
                visible: root.inspector.rawOption !== ""
                variant: AppButton.Quiet
                compact: true
                iconName: root.offerShown ? "chevron-up" : "chevron-down"
                text: root.offerShown ? qsTr("Hide the offer") : qsTr("The offer, as the seller wrote it")
                onClicked: root.offerShown = !root.offerShown
            }
            AppButton {
                visible: root.inspector.signedPayload !== ""
                variant: AppButton.Quiet
                compact: true
                iconName: root.payloadShown ? "chevron-up" : "chevron-down"
                text: root.payloadShown ? qsTr("Hide what was signed") : qsTr("What was signed (EIP-3009)")
                onClicked: root.payloadShown = !root.payloadShown
            }
            CodeBlock {
                Layout.fillWidth: true
                visible: root.payloadShown && code !== ""
                code: root.inspector.signedPayload
                maximumHeight: 260
            }
            CodeBlock {
                Layout.fillWidth: true
                visible: root.offerShown && code !== ""
                code: root.inspector.rawOption
                maximumHeight: 260
            }
        }
    }
}
