pragma ComponentBehavior: Bound
import QtQuick
import QtQml
import Tillkeeper.Desktop

/*! The keys that work on every screen. */
Item {
    id: root

    required property Desk desk
    required property string page
    required property bool working

    readonly property list<string> pages: ["overview", "approvals", "ledger", "agents", "rules", "accounts", "networks", "settings"]

    signal pageRequested(string name)
    signal filterRequested

    function step(rows: int): void {
        if (page === "ledger")
            desk.ledger.step(rows);
        else if (page === "approvals")
            desk.approvals.step(rows);
        else if (page === "rules")
            desk.rules.step(rows);
    }

    Instantiator {
        model: root.pages

        delegate: Shortcut {
            required property string modelData
            required property int index

            enabled: root.working
            sequence: "Ctrl+" + (index + 1)
            onActivated: root.pageRequested(modelData)
        }
    }
    Shortcut {
        enabled: root.working
        sequence: "Ctrl+F"
        onActivated: root.filterRequested()
    }
    Shortcut {
        enabled: root.desk.session.phase === Session.Open
        sequence: "Ctrl+L"
        onActivated: root.desk.session.lockNow()
    }
    Shortcut {
        sequences: ["Ctrl+Shift+.", "Ctrl+>"]
        enabled: root.desk.session.phase === Session.Open || root.desk.session.phase === Session.Locked
        onActivated: root.desk.session.pauseAll()
    }
    Shortcut {
        enabled: root.working
        sequence: "J"
        onActivated: root.step(1)
    }
    Shortcut {
        enabled: root.working
        sequence: "K"
        onActivated: root.step(-1)
    }
    Shortcut {
        enabled: root.working && root.page === "approvals" && root.desk.approvals.open.present && !root.desk.proof.wanted
        sequence: "Escape"
        onActivated: root.desk.approvals.later()
    }
}
