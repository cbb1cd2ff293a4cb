pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The first start, step by step: vault, recovery words, first agent, first payment. */
Flickable {
    id: root

    required property Welcome welcome
    required property Agents agents
    required property Session session

    signal receiptRequested(string paymentId)

    readonly property int stage: {
        switch (welcome.step) {
        case Welcome.Choose:
        case Welcome.Phrase:
        case Welcome.Passphrase:
            return 0;
        case Welcome.Words:
        case Welcome.Confirm:
            return 1;
        case Welcome.Agent:
            return 2;
        default:
            return 3;
        }
    }

    contentWidth: width
    contentHeight: Math.max(height, column.implicitHeight + 2 * Theme.spaceXl)
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    ScrollBar.vertical: SlimScrollBar {}

    ColumnLayout {
        id: column

        x: (root.width - width) / 2
        y: Math.max(Theme.spaceXl, root.welcome.step === Welcome.Choose ? (root.height - implicitHeight) * 0.4 : Math.min(root.height * 0.1, root.height - implicitHeight - Theme.spaceXl))
        width: Math.min(root.width - 2 * Theme.spaceXl, 620 * Math.min(Theme.textScale, 1.5))
        spacing: Theme.spaceXl

        WelcomeStages {
            Layout.alignment: Qt.AlignHCenter
            visible: root.welcome.step !== Welcome.Choose
            current: root.stage
            restoring: root.welcome.restoring
        }
        // Each step is made when it begins and gone when it ends, with whatever was typed in it.
        Repeater {
            model: root.welcome.step === Welcome.Choose ? 1 : 0

            WelcomeChoose {
                Layout.fillWidth: true
                practiceShop: root.session.practiceShop !== ""
                onNewRequested: root.welcome.startNew()
                onRestoreRequested: root.welcome.startRestore()
            }
        }
        Repeater {
            model: root.welcome.step === Welcome.Phrase ? 1 : 0

            WelcomePhrase {
                Layout.fillWidth: true
                welcome: root.welcome
            }
        }
        Repeater {
            model: root.welcome.step === Welcome.Passphrase ? 1 : 0

            WelcomePassphrase {
                Layout.fillWidth: true
                welcome: root.welcome
            }
        }
        Repeater {
            model: root.welcome.step === Welcome.Words ? 1 : 0

            WelcomeWords {
                Layout.fillWidth: true
                welcome: root.welcome
            }
        }
        Repeater {
            model: root.welcome.step === Welcome.Confirm ? 1 : 0

            WelcomeConfirm {
                Layout.fillWidth: true
                welcome: root.welcome
            }
        }
        Repeater {
            model: root.welcome.step === Welcome.Agent ? 1 : 0

            WelcomeAgent {
                Layout.fillWidth: true
                welcome: root.welcome
                practiceShop: root.session.practiceShop !== ""
            }
        }
        Repeater {
            model: root.welcome.step === Welcome.Payment ? 1 : 0

            WelcomePayment {
                Layout.fillWidth: true
                welcome: root.welcome
                agents: root.agents
                onReceiptRequested: paymentId => root.receiptRequested(paymentId)
            }
        }
    }
    Connections {
        function onStepChanged(): void {
            root.contentY = 0;
        }

        target: root.welcome
    }
}
