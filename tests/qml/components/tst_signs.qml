import QtQuick
import QtTest
import Tillkeeper.Components
import Tillkeeper.Theme

Bench {
    id: root

    name: "Signs"

    readonly property list<string> states: ["seen", "denied", "waiting", "rejected", "lapsed", "authorized", "settled", "proven", "unknown", "void", "expired"]

    Component {
        id: chip

        StatusChip {
            status: "seen"
        }
    }
    Component {
        id: address

        AddressLabel {
            address: "0x8ba1f109551bD432803012645Ac136ddd64DBA72"
        }
    }
    Component {
        id: amount

        AmountLabel {
            amountText: "0.25"
            symbol: "USDC"
        }
    }
    Component {
        id: agent

        AgentDot {
            name: "research-bot"
            colorIndex: 2
        }
    }
    Component {
        id: count

        CountBadge {
            count: 0
        }
    }
    Component {
        id: copyButton

        CopyButton {
            textToCopy: "line one\n<b>two</b>"
        }
    }
    Component {
        id: pasteTarget

        TextEdit {}
    }

    function test_noTwoStatesLookAlikeWithoutColor() {
        const labels = new Set(states.map(state => StatusWords.label(state)));
        const icons = new Set(states.map(state => StatusWords.iconName(state)));
        compare(labels.size, states.length);
        compare(icons.size, states.length);
        for (const state of states)
            verify(StatusWords.explanation(state).length > 10, state);
    }

    function test_aStateIsWrittenAndSpoken() {
        const item = createTemporaryObject(chip, root, {
            status: "settled"
        });
        verify(findText(item, "Settled (claimed)").visible);
        compare(item.Accessible.name, "Settled (claimed)");
        item.compact = true;
        verify(!findText(item, "Settled (claimed)").visible);
        compare(item.Accessible.name, "Settled (claimed)");
        compare(item.width, item.height);
    }

    function test_anUnknownStateShowsItsOwnWord() {
        const item = createTemporaryObject(chip, root, {
            status: "reversed"
        });
        verify(findText(item, "reversed").visible);
        compare(StatusWords.tone("reversed"), StatusWords.Neutral);
    }

    function test_addressesKeepEveryCharacter_data() {
        return [
            {
                tag: "EVM",
                address: "0x8ba1f109551bD432803012645Ac136ddd64DBA72",
                shortText: "0x8ba1 f109 … d64D BA72"
            },
            {
                tag: "Solana",
                address: "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1",
                shortText: "EPjF Wdd5 … kZwy TDt1"
            },
            {
                tag: "short",
                address: "abcdefghij",
                shortText: "abcd efgh ij"
            },
            {
                tag: "empty",
                address: "",
                shortText: ""
            }
        ];
    }
    function test_addressesKeepEveryCharacter(row) {
        const item = createTemporaryObject(address, root, {
            address: row.address,
            full: true
        });
        compare(item.shownText.replace(/ /g, ""), row.address);
        item.full = false;
        compare(item.shownText, row.shortText);
    }

    function test_addressesAreSpokenUngrouped() {
        const item = createTemporaryObject(address, root, {
            name: "Payee"
        });
        verify(findNamed(item, "Payee, " + item.address) !== null);
    }

    function test_copyPutsTheExactTextOnTheClipboard() {
        const item = createTemporaryObject(copyButton, root);
        const copies = spyOn(item, "copied");
        mouseClick(item);
        compare(copies.signalArguments[0][0], item.textToCopy);
        compare(item.text, "Copied");
        const target = createTemporaryObject(pasteTarget, root);
        target.paste();
        compare(target.text, item.textToCopy);
    }

    function test_anAmountIsOnePhrase() {
        const item = createTemporaryObject(amount, root);
        compare(item.Accessible.name, "0.25 USDC");
        const small = item.height;
        item.size = AmountLabel.Large;
        tryVerify(() => item.height > small);
    }

    function test_anAgentIsNamedAndPaused() {
        const item = createTemporaryObject(agent, root);
        compare(item.Accessible.name, "research-bot");
        item.paused = true;
        compare(item.Accessible.name, "research-bot, paused");
    }

    function test_countsAreHiddenAtZeroAndCapped() {
        const item = createTemporaryObject(count, root);
        verify(!item.visible);
        item.count = 7;
        verify(item.visible);
        compare(item.text, "7");
        item.count = 100;
        compare(item.text, "99+");
    }
}
