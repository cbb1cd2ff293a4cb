import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Pages
import Tillkeeper.Theme

/*! The window. Which face it shows follows from the session: starting, first start, locked, or the screens. */
ApplicationWindow {
    id: root

    required property Desk desk

    /*! Name of the screen, as on the command line. */
    property string page: "overview"
    /*! Locked, and the person chose to read meanwhile. */
    property bool reading: false

    readonly property bool starting: desk.session.phase === Session.Connecting || desk.session.phase === Session.Offline
    readonly property bool locked: desk.session.phase === Session.Locked
    readonly property bool welcoming: desk.welcome.active || desk.session.phase === Session.NoVault
    readonly property bool working: !starting && !welcoming && (!locked || reading)

    signal retryRequested

    function openPayment(paymentId: string): void {
        page = "ledger";
        desk.ledger.inspector.inspect(paymentId);
    }

    width: 1280
    height: 800
    minimumWidth: 960
    minimumHeight: 600
    visible: true
    title: desk.session.waiting > 0 ? qsTr("Tillkeeper (%1 waiting)").arg(desk.session.waiting) : qsTr("Tillkeeper")
    color: Theme.color.window
    onLockedChanged: reading = false

    Binding {
        target: Theme
        property: "mode"
        value: root.desk.settings.themeMode
    }
    Binding {
        target: Theme
        property: "textScale"
        value: root.desk.settings.textScale
    }
    Binding {
        target: Theme
        property: "reduceMotion"
        value: root.desk.settings.reduceMotion
    }
    WindowKeys {
        desk: root.desk
        page: root.page
        working: root.working
        onPageRequested: name => root.page = name
        onFilterRequested: {
            root.page = "ledger";
            screens.takeFilterFocus();
        }
    }
    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        LayoutMirroring.enabled: Application.layoutDirection === Qt.RightToLeft
        LayoutMirroring.childrenInherit: true

        TopBar {
            Layout.fillWidth: true
            session: root.desk.session
            proof: root.desk.proof
            onWaitingRequested: root.page = "approvals"
            onUnlockRequested: root.reading = false
            unlockOffered: root.locked && root.reading
            waitingLinked: root.working
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.working
            spacing: 0

            NavigationBar {
                Layout.fillHeight: true
                page: root.page
                waiting: root.desk.approvals.queue.count
                collapsed: root.width < 1100 * Math.max(1, Theme.textScale * 0.8)
                version: root.desk.session.version
                onChosen: name => root.page = name
            }
            Screens {
                id: screens

                Layout.fillWidth: true
                Layout.fillHeight: true
                desk: root.desk
                page: root.page
                working: root.working
                onPageRequested: name => root.page = name
                onPaymentRequested: paymentId => root.openPayment(paymentId)
                onWordsRequested: confirmSheet.open()
            }
        }
        WelcomePage {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.welcoming && !root.starting
            welcome: root.desk.welcome
            agents: root.desk.agents
            session: root.desk.session
            onReceiptRequested: paymentId => {
                root.desk.welcome.finish();
                root.openPayment(paymentId);
            }
        }
        LockPage {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.locked && !root.reading
            session: root.desk.session
            proof: root.desk.proof
            onReadRequested: {
                root.reading = true;
                root.page = "ledger";
            }
        }
        StartingPage {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: root.starting
            session: root.desk.session
            onRetryRequested: root.retryRequested()
        }
    }
    ProofSheet {
        proof: root.desk.proof
    }
    ConfirmWordsSheet {
        id: confirmSheet

        welcome: root.desk.welcome
    }
    Toast {
        id: toast

        onActionTriggered: root.desk.approvals.forgetLast()
    }
    Connections {
        function onDecided(text: string, allowed: bool): void {
            toast.show(text, allowed ? Banner.Success : Banner.Info);
        }
        function onRemembered(text: string): void {
            toast.showWithAction(text, Banner.Success, qsTr("Forget it again"));
        }
        function onForgotten(text: string): void {
            toast.show(text, Banner.Info);
        }

        target: root.desk.approvals
    }
    Connections {
        function onAllowed(text: string): void {
            toast.show(text, Banner.Success);
        }

        target: root.desk.approvals.missed
    }
    Connections {
        function onFailed(text: string): void {
            toast.show(text, Banner.Danger);
        }

        target: root.desk.session
    }
    Connections {
        function onFailed(text: string): void {
            toast.show(text, Banner.Danger);
        }

        target: root.desk.agents
    }
    Connections {
        function onDone(text: string): void {
            toast.show(text, Banner.Success);
        }

        target: root.desk.rules
    }
    Connections {
        function onConfirmed(): void {
            toast.show(qsTr("The recovery words on your paper are right."), Banner.Success);
        }

        target: root.desk.welcome
    }
}
