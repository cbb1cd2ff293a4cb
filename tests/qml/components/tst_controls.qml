import QtQuick
import QtTest
import Tillkeeper.Components
import Tillkeeper.Theme

Bench {
    id: root

    name: "Controls"

    Component {
        id: button

        AppButton {
            text: "Save"
        }
    }
    Component {
        id: iconButton

        IconButton {
            iconName: "x"
            text: "Close"
        }
    }
    Component {
        id: entry

        TextEntry {
            width: 300
            label: "Name"
        }
    }
    Component {
        id: tick

        CheckMark {
            text: "Remember"
        }
    }
    Component {
        id: toggle

        ToggleSwitch {
            text: "Start"
        }
    }
    Component {
        id: segments

        Segments {
            name: "Range"
            options: ["day", "week", "month"]
            currentIndex: 1
        }
    }
    Component {
        id: chip

        FilterChip {
            text: "Waiting"
            removable: true
        }
    }
    Component {
        id: combo

        ComboSelect {
            width: 200
            label: "Preset"
            model: ["one", "two", "three"]
        }
    }
    Component {
        id: nav

        NavItem {
            text: "Approvals"
            iconName: "inbox"
        }
    }

    function test_mouseAndKeysClick_data() {
        return [
            {
                tag: "button",
                kind: button
            },
            {
                tag: "icon button",
                kind: iconButton
            },
            {
                tag: "screen",
                kind: nav
            }
        ];
    }
    function test_mouseAndKeysClick(row) {
        const item = createTemporaryObject(row.kind, root);
        const clicks = spyOn(item, "clicked");
        item.forceActiveFocus(Qt.TabFocusReason);
        verify(item.visualFocus);
        keyClick(Qt.Key_Space);
        compare(clicks.count, 1);
        keyClick(Qt.Key_Return);
        compare(clicks.count, 2);
        mouseClick(item);
        compare(clicks.count, 3);
        item.enabled = false;
        mouseClick(item);
        compare(clicks.count, 3);
    }

    function test_returnTogglesWhatCanBeChecked() {
        const item = createTemporaryObject(iconButton, root, {
            checkable: true
        });
        const toggles = spyOn(item, "toggled");
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        verify(item.checked);
        compare(toggles.count, 1);
    }

    function test_returnCanBeForbidden() {
        const item = createTemporaryObject(button, root, {
            returnClicks: false
        });
        const clicks = spyOn(item, "clicked");
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        keyClick(Qt.Key_Enter);
        compare(clicks.count, 0);
        keyClick(Qt.Key_Space);
        compare(clicks.count, 1);
    }

    function test_busyIgnoresEverythingButKeepsTheFocus() {
        const item = createTemporaryObject(button, root);
        const clicks = spyOn(item, "clicked");
        item.forceActiveFocus(Qt.TabFocusReason);
        item.busy = true;
        mouseClick(item);
        keyClick(Qt.Key_Space);
        keyClick(Qt.Key_Return);
        compare(clicks.count, 0);
        verify(item.activeFocus);
        compare(item.Accessible.name, "Save, working");
        item.busy = false;
        mouseClick(item);
        compare(clicks.count, 1);
    }

    function test_typingIsReportedAndMistakesAreShown() {
        const item = createTemporaryObject(entry, root, {
            hint: "As you like"
        });
        const edits = spyOn(item, "edited");
        const accepts = spyOn(item, "accepted");
        item.takeFocus();
        keyClick(Qt.Key_A);
        keyClick(Qt.Key_B);
        compare(item.text, "ab");
        compare(edits.signalArguments[1][0], "ab");
        keyClick(Qt.Key_Return);
        compare(accepts.count, 1);
        verify(findText(item, "As you like").visible);
        item.errorText = "Already taken";
        verify(findText(item, "Already taken").visible);
        compare(findText(item, "As you like"), null);
        compare(item.input.Accessible.name, "Name");
        compare(item.input.Accessible.description, "Already taken");
    }

    function test_clearingEmptiesTheField() {
        const item = createTemporaryObject(entry, root, {
            text: "abc",
            clearable: true
        });
        const edits = spyOn(item, "edited");
        mouseClick(findNamed(item, "Clear Name"));
        compare(item.text, "");
        compare(edits.count, 1);
        compare(findNamed(item, "Clear Name"), null);
    }

    function test_ticksAndSwitchesToggle_data() {
        return [
            {
                tag: "check mark",
                kind: tick
            },
            {
                tag: "switch",
                kind: toggle
            }
        ];
    }
    function test_ticksAndSwitchesToggle(row) {
        const item = createTemporaryObject(row.kind, root);
        const toggles = spyOn(item, "toggled");
        mouseClick(item);
        verify(item.checked);
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Space);
        verify(!item.checked);
        compare(toggles.count, 2);
        compare(item.Accessible.name, item.text);
    }

    function test_wordsStandBesideTheirControl_data() {
        return test_ticksAndSwitchesToggle_data();
    }
    function test_wordsStandBesideTheirControl(row) {
        const item = createTemporaryObject(row.kind, root, {
            width: 200,
            hint: "A hint that is so long that it needs more than one line here"
        });
        waitForRendering(item);
        const words = findText(item, item.text);
        const indicator = item.indicator;
        verify(words.mapToItem(item, 0, 0).x >= indicator.x + indicator.width);
        const hint = findText(item, item.hint);
        verify(hint.lineCount > 1);
        verify(hint.mapToItem(item, 0, hint.height).y <= item.height);
    }

    function test_segmentsMoveWithKeysAndPointer() {
        const item = createTemporaryObject(segments, root);
        waitForRendering(item);
        const moves = spyOn(item, "activated");
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Right);
        compare(moves.signalArguments[0][0], 2);
        item.currentIndex = 2;
        keyClick(Qt.Key_Right);
        compare(moves.count, 1);
        keyClick(Qt.Key_Left);
        compare(moves.signalArguments[1][0], 1);
        mouseClick(findNamed(item, "day"));
        compare(moves.signalArguments[2][0], 0);
        compare(item.Accessible.name, "Range: month");
    }

    function test_chipsGoWithCrossAndDelete() {
        const item = createTemporaryObject(chip, root);
        const removals = spyOn(item, "removed");
        const clicks = spyOn(item, "clicked");
        mouseClick(findNamed(item, "Remove Waiting"));
        compare(removals.count, 1);
        compare(clicks.count, 0);
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Delete);
        compare(removals.count, 2);
        item.removable = false;
        keyClick(Qt.Key_Delete);
        compare(removals.count, 2);
        item.count = 4;
        compare(item.Accessible.name, "Waiting, 4");
    }

    function test_aListIsChosenFromByKeys() {
        const item = createTemporaryObject(combo, root);
        const choices = spyOn(item, "activated");
        compare(item.currentText, "one");
        mouseClick(item, item.width / 2, item.height - 8);
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_Down);
        keyClick(Qt.Key_Return);
        tryCompare(item, "currentText", "three");
        compare(choices.signalArguments[0][0], 2);
    }

    function test_aScreenSaysWhatWaits() {
        const item = createTemporaryObject(nav, root, {
            badgeText: "3"
        });
        compare(item.Accessible.name, "Approvals, 3 waiting");
        verify(findText(item, "3").visible);
        item.collapsed = true;
        verify(!findText(item, "3").visible);
        compare(item.Accessible.name, "Approvals, 3 waiting");
    }
}
