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
        y: Math.max(Theme.spaceXl, (root.height - implicitHeight) * 0.4)
        width: Math.min(root.width - 2 * Theme.spaceXl, 620 * Math.min(Theme.textScale, 1.5))
        spacing: Theme.spaceXl

        WelcomeStages {
            Layout.alignment: Qt.AlignHCenter
            visible: root.welcome.step !== Welcome.Choose
            current: root.stage
            restoring: root.welcome.restoring
        }
        Loader {
            Layout.fillWidth: true
            sourceComponent: {
                switch (root.welcome.step) {
                case Welcome.Choose:
                    return choose;
                case Welcome.Phrase:
                    return phrase;
                case Welcome.Passphrase:
                    return passphrase;
                case Welcome.Words:
                    return words;
                case Welcome.Confirm:
                    return confirm;
                case Welcome.Agent:
                    return agent;
                default:
                    return payment;
                }
            }
            onLoaded: root.contentY = 0
        }
    }

    Component {
        id: choose

        WelcomeChoose {
            practiceShop: root.session.practiceShop !== ""
            onNewRequested: root.welcome.startNew()
            onRestoreRequested: root.welcome.startRestore()
        }
    }
    Component {
        id: phrase

        WelcomePhrase {
            welcome: root.welcome
        }
    }
    Component {
        id: passphrase

        WelcomePassphrase {
            welcome: root.welcome
        }
    }
    Component {
        id: words

        WelcomeWords {
            welcome: root.welcome
        }
    }
    Component {
        id: confirm

        WelcomeConfirm {
            welcome: root.welcome
        }
    }
    Component {
        id: agent

        WelcomeAgent {
            welcome: root.welcome
            practiceShop: root.session.practiceShop !== ""
        }
    }
    Component {
        id: payment

        WelcomePayment {
            welcome: root.welcome
            agents: root.agents
            onReceiptRequested: paymentId => root.receiptRequested(paymentId)
        }
    }
}
