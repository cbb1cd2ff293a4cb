import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Trying a draft: over what was paid already, or beside the live rules from now on. */
PageScroll {
    id: root

    required property Rules rules

    readonly property RuleTrial trial: rules.trial
    readonly property list<int> spans: [7, 30, 90]

    signal paymentRequested(string paymentId)

    maximumWidth: 1100
    spacing: Theme.spaceM

    Banner {
        Layout.fillWidth: true
        visible: root.trial.errorText !== ""
        kind: Banner.Danger
        text: root.trial.errorText
    }
    Card {
        Layout.fillWidth: true
        title: qsTr("Replay")
        hint: root.rules.draft.dirty ? qsTr("Your draft decides again what was asked in these days. Nothing is paid and nothing is changed.") : qsTr("The rules in force decide again what was asked in these days. Change something first to see what it would change.")
        header: [
            Segments {
                name: qsTr("Days")
                options: [qsTr("7 days"), qsTr("30 days"), qsTr("90 days")]
                currentIndex: root.trial.days <= root.spans[0] ? 0 : root.trial.days <= root.spans[1] ? 1 : 2
                onActivated: index => root.trial.setDays(root.spans[index])
            },
            AppButton {
                objectName: "runReplay"
                compact: true
                variant: AppButton.Primary
                iconName: "play"
                text: root.trial.ready ? qsTr("Replay again") : qsTr("Replay")
                busy: root.trial.running
                onClicked: root.trial.run()
            }
        ]

        BodyText {
            Layout.fillWidth: true
            visible: !root.trial.ready && !root.trial.running
            text: qsTr("Not replayed yet.")
            color: Theme.color.textMuted
        }
        LoadingState {
            Layout.fillWidth: true
            visible: root.trial.running && !root.trial.ready
            text: qsTr("Deciding again")
            rows: 3
        }
        Banner {
            Layout.fillWidth: true
            visible: root.trial.stale
            kind: Banner.Warning
            text: qsTr("The draft has changed since. Replay it again.")
        }
        BodyText {
            Layout.fillWidth: true
            objectName: "replaySentence"
            visible: root.trial.ready
            text: root.trial.sentence
            wrapMode: Text.Wrap
            lineHeight: Theme.lineHeight
            font.pixelSize: Theme.textL
            opacity: root.trial.stale ? 0.6 : 1
        }
        TallyTable {
            Layout.topMargin: Theme.spaceXs
            visible: root.trial.ready
            tally: root.trial.tally
        }
        BodyText {
            Layout.fillWidth: true
            visible: root.trial.ready && root.trial.note !== ""
            text: root.trial.note
            wrapMode: Text.Wrap
            color: Theme.color.warningText
        }
        SectionTitle {
            Layout.fillWidth: true
            Layout.topMargin: Theme.spaceS
            visible: root.trial.ready && root.trial.differences.count > 0
            text: qsTr("The first that differ")
        }
        DifferenceList {
            Layout.fillWidth: true
            visible: root.trial.ready
            differences: root.trial.differences
            onPaymentRequested: paymentId => root.paymentRequested(paymentId)
        }
    }
    Card {
        Layout.fillWidth: true
        title: qsTr("Shadow")
        hint: qsTr("Rules that run beside those in force from now on. They decide nothing and only say where they differ.")
        header: [
            TwiceButton {
                objectName: "dropShadow"
                visible: root.trial.shadowSet
                calmText: qsTr("Drop")
                question: qsTr("Drop and forget?")
                onConfirmed: root.trial.dropShadow()
            },
            AppButton {
                visible: root.trial.shadowSet && !root.trial.shadowIsDraft
                compact: true
                text: qsTr("Take it as the draft")
                onClicked: root.trial.takeShadow()
            },
            AppButton {
                objectName: "shadowDraft"
                visible: !root.trial.shadowIsDraft
                compact: true
                iconName: "copy"
                enabled: root.rules.draft.dirty
                text: root.trial.shadowSet ? qsTr("Run the draft instead") : qsTr("Run the draft as shadow")
                onClicked: root.trial.shadowDraft()
            }
        ]

        BodyText {
            Layout.fillWidth: true
            objectName: "shadowState"
            text: root.trial.shadowSet ? qsTr("Runs since %1. %2").arg(root.trial.shadowSince).arg(root.trial.shadowSentence) : qsTr("None runs. Change some rules, then let them run beside those in force for a while.")
            wrapMode: Text.Wrap
            lineHeight: Theme.lineHeight
            color: root.trial.shadowSet ? Theme.color.text : Theme.color.textMuted
        }
        DifferenceList {
            Layout.fillWidth: true
            visible: root.trial.shadowSet && root.trial.shadowDifferences.count > 0
            differences: root.trial.shadowDifferences
            onPaymentRequested: paymentId => root.paymentRequested(paymentId)
        }
    }
}
