import QtQuick
import QtTest
import Tillkeeper.Components
import Tillkeeper.Theme

Bench {
    id: root

    name: "Rows"

    Component {
        id: feed

        FeedRow {
            width: 700
            agentName: "research-bot"
            agentColorIndex: 0
            host: "api.shop.test"
            detail: "/v1/search"
            amountText: "0.25"
            symbol: "USDC"
            status: "proven"
            timeText: "14:32"
        }
    }
    Component {
        id: trace

        TraceRow {
            width: 400
            ruleText: "Ask above 0.50 USD"
            outcome: "match-ask"
            detail: "0.75 is above 0.50"
        }
    }
    Component {
        id: budget

        BudgetBar {
            width: 400
            label: "Today"
            usedText: "3.42"
            limitText: "5.00 USD"
            usedFraction: 0.5
        }
    }
    Component {
        id: quote

        QuotedText {
            width: 300
            source: "The seller says"
            quote: "<b>Bold</b> <img src='http://tracker.test/x.png'>"
        }
    }
    Component {
        id: code

        CodeBlock {
            width: 300
            code: "<b>not bold</b>\nsecond line"
            language: "curl"
        }
    }
    Component {
        id: data

        DataRow {
            width: 300
            label: "Digest"
            value: "0x9f2c1c7a7f8d2c5a0a4bb1e37f1f7f64f6c0a8b9de55cf0a2b1e6a54b1c3d2e1"
            copyable: true
        }
    }
    Component {
        id: step

        TimelineEntry {
            width: 300
            title: "Asked"
            timeText: "14:32"
            detail: "by research-bot"
        }
    }

    function test_aPaymentIsOneSentenceAndOpens() {
        const item = createTemporaryObject(feed, root);
        const opens = spyOn(item, "activated");
        compare(item.Accessible.name, "research-bot, api.shop.test, 0.25 USDC, Settled (proven), 14:32");
        item.practice = true;
        verify(item.Accessible.name.endsWith("practice money"));
        mouseClick(item);
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        compare(opens.count, 2);
    }

    function test_theHostOutlivesThePathInANarrowRow() {
        const item = createTemporaryObject(feed, root, {
            width: 470
        });
        const host = findText(item, "api.shop.test");
        waitForRendering(item);
        verify(host.width >= Math.floor(host.implicitWidth));
        verify(!host.truncated);
    }

    function test_amountsEndAtTheSamePlace() {
        const one = createTemporaryObject(feed, root);
        const other = createTemporaryObject(feed, root, {
            amountText: "1 204.11",
            timeText: "09:01"
        });
        waitForRendering(other);
        const end = row => {
            const amount = findText(row, row.amountText);
            return amount.mapToItem(row, amount.width, 0).x;
        };
        compare(end(one), end(other));
    }

    function test_aRuleIsALinkOnlyWhenAsked() {
        const item = createTemporaryObject(trace, root);
        const opens = spyOn(item, "activated");
        mouseClick(item);
        compare(opens.count, 0);
        item.link = true;
        mouseClick(item);
        compare(opens.count, 1);
        item.decisive = true;
        verify(item.Accessible.name.endsWith("This decided."));
    }

    function test_everyOutcomeHasItsWordAndIcon() {
        const item = createTemporaryObject(trace, root);
        const words = new Set();
        const icons = new Set();
        for (const outcome of ["pass", "match-allow", "match-ask", "match-deny", "skipped"]) {
            item.outcome = outcome;
            words.add(item.outcomeText);
            icons.add(item.outcomeIcon);
        }
        compare(words.size, 5);
        compare(icons.size, 5);
    }

    function test_aBudgetIsSpoken_data() {
        return [
            {
                tag: "in bounds",
                used: 0.5,
                after: -1,
                sentence: "Today: 3.42 of 5.00 USD used",
                over: false
            },
            {
                tag: "with this payment",
                used: 0.5,
                after: 0.6,
                sentence: "Today: 3.42 of 5.00 USD used, 4.00 after this payment",
                over: false
            },
            {
                tag: "exactly the limit",
                used: 0.5,
                after: 1,
                sentence: "Today: 3.42 of 5.00 USD used, 4.00 after this payment",
                over: false
            },
            {
                tag: "over",
                used: 0.5,
                after: 1.01,
                sentence: "Today: 3.42 of 5.00 USD used, 4.00 after this payment, over the limit",
                over: true
            },
            {
                tag: "already over",
                used: 1.2,
                after: -1,
                sentence: "Today: 3.42 of 5.00 USD used, over the limit",
                over: true
            }
        ];
    }
    function test_aBudgetIsSpoken(row) {
        const item = createTemporaryObject(budget, root, {
            usedFraction: row.used,
            afterFraction: row.after,
            afterText: row.after >= 0 ? "4.00" : ""
        });
        compare(item.Accessible.name, row.sentence);
        compare(item.over, row.over);
    }

    function test_aBudgetIsDrawnInProportion() {
        const item = createTemporaryObject(budget, root, {
            compact: true,
            usedFraction: 0.25
        });
        waitForRendering(item);
        const image = grabImage(item);
        const y = item.height / 2;
        compare(image.pixel(80, y), Theme.color.accent);
        compare(image.pixel(120, y), Theme.color.pressed);
        item.usedFraction = 2;
        waitForRendering(item);
        compare(grabImage(item).pixel(300, y), Theme.color.danger);
    }

    function test_strangersWordsStayWords() {
        const item = createTemporaryObject(quote, root);
        const words = findText(item, item.quote);
        compare(words.textFormat, Text.PlainText);
        verify(findText(item, "The seller says").visible);
    }

    function test_longWordsAreCutUntilAskedFor() {
        const item = createTemporaryObject(quote, root, {
            quote: "endless ".repeat(200),
            maximumLines: 3
        });
        const words = findText(item, item.quote);
        waitForRendering(item);
        verify(words.truncated);
        compare(words.lineCount, 3);
        const before = item.height;
        mouseClick(findNamed(item, "Show all"));
        tryVerify(() => item.height > before);
        verify(!words.truncated);
        mouseClick(findNamed(item, "Show less"));
        tryCompare(item, "height", before);
    }

    function test_aSnippetIsPlainAndCopied() {
        const item = createTemporaryObject(code, root);
        const copies = spyOn(item, "copied");
        const editor = family(item).find(child => child instanceof TextEdit);
        compare(editor.textFormat, TextEdit.PlainText);
        verify(editor.readOnly);
        mouseClick(findNamed(item, "Copy the curl snippet"));
        compare(copies.signalArguments[0][0], item.code);
    }

    function test_valuesWrapInsteadOfBeingCut() {
        const item = createTemporaryObject(data, root);
        const value = findText(item, item.value);
        waitForRendering(item);
        verify(value.lineCount > 1);
        verify(!value.truncated);
        verify(item.height >= value.height);
        verify(findNamed(item, "Digest: " + item.value) !== null);
    }

    function test_aStepIsOneSentence() {
        compare(createTemporaryObject(step, root).Accessible.name, "Asked, 14:32. by research-bot");
    }
}
