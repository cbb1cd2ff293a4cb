pragma Singleton
import QtQuick
import Tillkeeper.Theme

/*! What each state of a payment is called and how it looks. The states: payments of the ledger. */
QtObject {
    id: root

    enum Tone { Neutral, Info, Good, Attention, Bad }

    function label(status: string): string {
        switch (status) {
        case "seen":
            return qsTr("Seen");
        case "denied":
            return qsTr("Denied");
        case "waiting":
            return qsTr("Waiting");
        case "rejected":
            return qsTr("Rejected");
        case "lapsed":
            return qsTr("Lapsed");
        case "given_up":
            return qsTr("Given up");
        case "authorized":
            return qsTr("Authorized");
        case "settled":
            return qsTr("Settled (claimed)");
        case "proven":
            return qsTr("Settled (proven)");
        case "unknown":
            return qsTr("Unknown");
        case "void":
            return qsTr("Void");
        case "expired":
            return qsTr("Expired");
        default:
            return status;
        }
    }

    function explanation(status: string): string {
        switch (status) {
        case "seen":
            return qsTr("The price was seen. Nothing was signed.");
        case "denied":
            return qsTr("A rule said no. Nothing was signed.");
        case "waiting":
            return qsTr("Waits for you. Nothing is signed yet.");
        case "rejected":
            return qsTr("You said no. Nothing was signed.");
        case "lapsed":
            return qsTr("Nobody answered in time. Nothing was signed.");
        case "given_up":
            return qsTr("The agent gave it up while it waited. Nothing was signed.");
        case "authorized":
            return qsTr("Signed. The seller may collect it until it expires.");
        case "settled":
            return qsTr("The seller says it was paid. The chain has not confirmed it yet.");
        case "proven":
            return qsTr("Paid. The chain confirms it.");
        case "unknown":
            return qsTr("Signed and sent, but nobody said what became of it. It counts as spent.");
        case "void":
            return qsTr("It can no longer be collected, and the chain confirms that it was not.");
        case "expired":
            return qsTr("It can no longer be collected, but no chain could be asked. It counts as spent.");
        default:
            return "";
        }
    }

    function iconName(status: string): string {
        switch (status) {
        case "seen":
            return "eye";
        case "denied":
            return "ban";
        case "waiting":
            return "hourglass";
        case "rejected":
            return "user-x";
        case "lapsed":
        case "given_up":
            return "timer-off";
        case "authorized":
            return "signature";
        case "settled":
            return "check";
        case "proven":
            return "check-check";
        case "unknown":
            return "circle-question-mark";
        case "void":
            return "circle-slash";
        case "expired":
            return "clock";
        default:
            return "circle-dashed";
        }
    }

    function tone(status: string): int {
        switch (status) {
        case "authorized":
            return StatusWords.Info;
        case "settled":
        case "proven":
            return StatusWords.Good;
        case "waiting":
        case "unknown":
        case "expired":
            return StatusWords.Attention;
        case "denied":
        case "rejected":
            return StatusWords.Bad;
        default:
            return StatusWords.Neutral;
        }
    }

    function inkOf(tone: int): color {
        switch (tone) {
        case StatusWords.Info:
            return Theme.color.infoText;
        case StatusWords.Good:
            return Theme.color.successText;
        case StatusWords.Attention:
            return Theme.color.warningText;
        case StatusWords.Bad:
            return Theme.color.dangerText;
        default:
            return Theme.color.textMuted;
        }
    }

    function groundOf(tone: int): color {
        switch (tone) {
        case StatusWords.Info:
            return Theme.color.infoSoft;
        case StatusWords.Good:
            return Theme.color.successSoft;
        case StatusWords.Attention:
            return Theme.color.warningSoft;
        case StatusWords.Bad:
            return Theme.color.dangerSoft;
        default:
            return Theme.color.hover;
        }
    }
}
