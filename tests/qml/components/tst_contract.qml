import QtQuick
import QtQuick.Layouts
import QtTest
import Tillkeeper.Components
import Tillkeeper.Sample
import Tillkeeper.Theme

/*! What every component must hold: plain text, a name for each control, room for large type. */
Bench {
    id: root

    name: "Contract"

    readonly property string long_: "A sentence that is long enough to need a second line in most boxes"

    // One of each, with every part that can hold text shown.
    Component {
        id: samples

        Column {
            width: 420
            spacing: 8

            AppButton {
                text: "Allow once"
                iconName: "check"
            }
            AppButton {
                text: "Deny"
                variant: AppButton.Danger
                busy: true
                compact: true
            }
            IconButton {
                iconName: "x"
                text: "Close"
            }
            CopyButton {
                textToCopy: "x"
            }
            TextEntry {
                width: parent.width
                label: "Name"
                placeholderText: "<b>as you like</b>"
                hint: root.long_
            }
            TextEntry {
                width: parent.width
                label: "Amount"
                errorText: root.long_
                iconName: "search"
                text: "12"
                clearable: true
            }
            PassphraseFrame {
                width: parent.width
                label: "Passphrase"
                strength: 2
                strengthText: "Fair"
                capsLock: true
                errorText: root.long_
            }
            ComboSelect {
                width: parent.width
                label: "Preset"
                model: ["Careful", "Everyday"]
                hint: root.long_
            }
            CheckMark {
                width: parent.width
                text: root.long_
                hint: root.long_
            }
            ToggleSwitch {
                width: parent.width
                text: root.long_
                hint: root.long_
            }
            Segments {
                name: "Range"
                options: ["day", "week"]
                currentIndex: 0
            }
            FilterChip {
                text: "Waiting"
                count: 3
                removable: true
            }
            NavItem {
                width: parent.width
                text: "Approvals"
                iconName: "inbox"
                badgeText: "12"
            }
            SectionTitle {
                width: parent.width
                text: "Budgets"
                hint: root.long_
            }
            AmountLabel {
                amountText: "1 204.25"
                symbol: "USDC"
                size: AmountLabel.Large
            }
            AddressLabel {
                width: parent.width
                address: "0x8ba1f109551bD432803012645Ac136ddd64DBA72"
                full: true
            }
            StatusChip {
                status: "settled"
            }
            PracticeBadge {}
            AgentDot {
                name: "research-bot"
                colorIndex: 1
                paused: true
            }
            CountBadge {
                count: 120
            }
            Card {
                width: parent.width
                title: "Agents"
                hint: root.long_
                interactive: true

                BodyText {
                    Layout.fillWidth: true
                    text: root.long_
                    wrapMode: Text.Wrap
                }
            }
            StatTile {
                label: "Spent today"
                value: "3.42"
                symbol: "USD"
                sub: "of 5.00"
            }
            Banner {
                width: parent.width
                title: root.long_
                text: root.long_
                actionText: "Review"
                dismissible: true
            }
            EmptyState {
                width: parent.width
                text: root.long_
                iconName: "bot"
                actionText: "Add"
            }
            LoadingState {
                width: parent.width
                text: "Loading"
            }
            FeedRow {
                width: 860
                agentName: "research-bot"
                agentColorIndex: 0
                host: "api.shop.test"
                amountText: "1 204.25"
                symbol: "USDC"
                status: "proven"
                timeText: "14:32:07"
                practice: true
            }
            TimelineEntry {
                width: parent.width
                title: root.long_
                detail: root.long_
                timeText: "14:32"
            }
            TraceRow {
                width: parent.width
                ruleText: root.long_
                detail: root.long_
                outcome: "match-ask"
                decisive: true
                link: true
            }
            BudgetBar {
                width: parent.width
                label: "Today"
                usedText: "3.42"
                limitText: "5.00 USD"
                usedFraction: 0.6
                afterFraction: 0.7
                afterText: "3.60"
                resetText: "at midnight"
            }
            QuotedText {
                width: parent.width
                source: "The seller says"
                quote: root.long_
            }
            CodeBlock {
                width: parent.width
                language: "curl"
                code: "curl"
            }
            DataRow {
                width: parent.width
                label: "Digest"
                value: "0x9f2c1c7a7f8d2c5a0a4bb1e37f1f7f64"
                copyable: true
            }
            StackedBarChart {
                width: parent.width
                model: Sample.spend
                title: "Spend"
                summary: "Rising"
                currentBucket: 1
            }
        }
    }

    function nameOf(item) {
        return String(item).split("_QMLTYPE")[0];
    }
    function made() {
        const all = createTemporaryObject(samples, root);
        waitForRendering(all);
        return all;
    }

    function test_everyTextIsPlain() {
        const found = texts(made()).filter(text => text.text !== "");
        verify(found.length > 60);
        for (const text of found)
            compare(text.textFormat, Text.PlainText, text.text);
    }

    function test_everyControlHasANameAndIsReachedByTab() {
        const all = made();
        const controls = family(all).filter(item => item.visible && item.activeFocusOnTab);
        verify(controls.length > 18);
        for (const control of controls)
            verify(control.Accessible.name.length > 0, String(control));
        const reached = new Set();
        for (let item = controls[0]; item && !reached.has(item); item = item.nextItemInFocusChain())
            reached.add(item);
        for (const control of controls)
            verify(!control.enabled || reached.has(control), String(control));
    }

    function test_typeIsNotCut_data() {
        return [
            {
                tag: "100 %",
                scale: 1
            },
            {
                tag: "150 %",
                scale: 1.5
            },
            {
                tag: "200 %",
                scale: 2
            }
        ];
    }
    function test_typeIsNotCut(row) {
        Theme.textScale = row.scale;
        const all = made();
        for (let i = 0; i < all.children.length; ++i) {
            const component = all.children[i];
            for (const text of texts(component)) {
                if (!text.visible || text.text === "")
                    continue;
                const what = nameOf(component) + ": " + text.text;
                const corner = text.mapToItem(component, text.width, text.height);
                verify(corner.y <= component.height + 1, what + " is below its box");
                verify(text.contentHeight <= text.height + 1, what + " is higher than its place");
                if (text.elide === Text.ElideNone) {
                    verify(corner.x <= component.width + 1, what + " is right of its box");
                    verify(text.contentWidth <= text.width + 1, what + " is wider than its place");
                }
            }
        }
    }
}
