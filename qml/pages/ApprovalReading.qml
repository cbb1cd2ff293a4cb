pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The request itself, worst first: what, what is different, why it is asked, what it does to the budgets, whose words. */
Flickable {
    id: root

    required property OpenRequest request

    property bool detailsShown: false

    signal rulesRequested
    signal aloneRequested
    signal allRequested

    contentWidth: width
    contentHeight: column.implicitHeight + 2 * Theme.spaceXl
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    ScrollBar.vertical: SlimScrollBar {}

    Connections {
        function onChanged(): void {
            root.contentY = 0;
            root.detailsShown = false;
        }

        target: root.request
    }
    ColumnLayout {
        id: column

        x: Theme.spaceXl
        y: Theme.spaceXl
        width: root.width - 2 * Theme.spaceXl
        spacing: Theme.spaceL

        RowLayout {
            spacing: Theme.spaceM

            RequestSentence {
                Layout.fillWidth: true
                agentName: root.request.agentName
                colorIndex: root.request.colorIndex
                amountText: root.request.amountText
                symbol: root.request.symbol
                host: root.request.host
            }
            PracticeBadge {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: Theme.spaceXs
                visible: root.request.practice
            }
        }
        AlikeRequests {
            Layout.fillWidth: true
            request: root.request
            onAloneRequested: root.aloneRequested()
            onAllRequested: root.allRequested()
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            Repeater {
                model: root.request.differences

                DifferenceRow {
                    Layout.fillWidth: true
                }
            }
            RowLayout {
                visible: root.request.usual !== ""
                spacing: Theme.spaceS

                Icon {
                    name: "history"
                    color: Theme.color.textFaint
                }
                BodyText {
                    Layout.fillWidth: true
                    text: root.request.usual
                    wrapMode: Text.Wrap
                    color: Theme.color.textMuted
                }
            }
        }
        PromptSection {
            Layout.fillWidth: true
            visible: root.request.askedBecause.count > 0
            title: qsTr("Why you are asked")

            Repeater {
                model: root.request.askedBecause

                RowLayout {
                    id: because

                    required property string text

                    Layout.fillWidth: true
                    spacing: Theme.spaceS

                    Icon {
                        Layout.alignment: Qt.AlignTop
                        Layout.topMargin: 2
                        name: "shield-question-mark"
                        color: Theme.color.accentText
                    }
                    BodyText {
                        Layout.fillWidth: true
                        text: because.text
                        wrapMode: Text.Wrap
                    }
                }
            }
            AppButton {
                Layout.leftMargin: -leftPadding
                objectName: "rulesButton"
                variant: AppButton.Quiet
                compact: true
                iconName: "arrow-up-right"
                text: qsTr("The rules of %1", "name of an agent").arg(root.request.agentName)
                onClicked: root.rulesRequested()
            }
        }
        PromptSection {
            Layout.fillWidth: true
            visible: root.request.budgets.count > 0
            title: qsTr("Budgets, before and after")

            Repeater {
                model: root.request.budgets

                BudgetBar {
                    required afterFraction
                    required afterText
                    required paceFraction
                    required resetText

                    Layout.fillWidth: true
                }
            }
        }
        PromptSection {
            Layout.fillWidth: true
            title: qsTr("What it asks for")

            BodyText {
                Layout.fillWidth: true
                text: root.request.requestLine
                wrapMode: Text.WrapAnywhere
                font.family: Theme.monoFamily
                font.pixelSize: Theme.textS
            }
            FactRows {
                Layout.fillWidth: true
                facts: root.request.requestFacts
            }
        }
        QuotedText {
            Layout.fillWidth: true
            visible: quote !== ""
            source: qsTr("The agent says")
            quote: root.request.agentWords
        }
        QuotedText {
            Layout.fillWidth: true
            visible: quote !== ""
            source: qsTr("The seller says")
            quote: root.request.sellerWords
        }
        PromptSection {
            Layout.fillWidth: true
            title: qsTr("Who calls")

            FactRows {
                Layout.fillWidth: true
                facts: root.request.callerFacts
            }
        }
        AppButton {
            objectName: "detailsButton"
            variant: AppButton.Quiet
            compact: true
            iconName: root.detailsShown ? "chevron-up" : "chevron-down"
            text: root.detailsShown ? qsTr("Hide the details") : qsTr("Payee, network, every step of the decision")
            onClicked: root.detailsShown = !root.detailsShown
        }
        ColumnLayout {
            Layout.fillWidth: true
            visible: root.detailsShown
            spacing: Theme.spaceL

            FactRows {
                Layout.fillWidth: true
                facts: root.request.detailFacts
            }
            PromptSection {
                Layout.fillWidth: true
                visible: root.request.trace.count > 0
                title: qsTr("How it was judged")

                TraceList {
                    Layout.fillWidth: true
                    trace: root.request.trace
                }
            }
            CodeBlock {
                Layout.fillWidth: true
                visible: code !== ""
                code: root.request.rawOption
                language: qsTr("the offer, as the seller wrote it")
                maximumHeight: 220
            }
        }
    }
}
