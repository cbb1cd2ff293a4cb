import QtQuick
import QtQuick.Layouts
import QtTest
import Tillkeeper.Components
import Tillkeeper.Theme

Bench {
    id: root

    name: "Boxes"

    Component {
        id: card

        Card {
            width: 300
            height: 300
            title: "Agents"

            BodyText {
                objectName: "content"
                text: "content"
            }
        }
    }
    Component {
        id: fullCard

        Card {
            width: 300
            height: 300
            title: "Agents"

            Rectangle {
                objectName: "content"
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }
    Component {
        id: tile

        StatTile {
            label: "Spent today"
            value: "3.42"
            symbol: "USD"
            sub: "of 5.00"
        }
    }
    Component {
        id: banner

        Banner {
            width: 500
            text: "Nothing was paid."
            title: "The disk is full"
            kind: Banner.Danger
            actionText: "Try again"
            dismissible: true
        }
    }
    Component {
        id: empty

        EmptyState {
            width: 400
            text: "No agent yet."
            actionText: "Add an agent"
        }
    }
    Component {
        id: loading

        LoadingState {
            width: 400
            text: "Loading payments"
        }
    }
    Component {
        id: panel

        SidePanel {
            height: 400
            open: true
            title: "Payment"
            footer: AppButton {
                text: "Export"
            }

            BodyText {
                text: "inside"
            }
        }
    }
    Component {
        id: sheet

        ModalSheet {
            title: "Remove?"
            text: "This cannot be undone."
            footer: AppButton {
                text: "Remove"
            }

            CheckMark {
                text: "Also its grants"
            }
        }
    }
    Component {
        id: toast

        Toast {}
    }

    function test_contentStandsAtTheTopUnlessItFills() {
        const top = createTemporaryObject(card, root);
        const content = findChild(top, "content");
        verify(content.mapToItem(top, 0, content.height).y < 100);
        const full = createTemporaryObject(fullCard, root);
        const filling = findChild(full, "content");
        compare(filling.mapToItem(full, 0, filling.height).y, full.height - full.padding);
    }

    function test_aCardIsAButtonOnlyWhenAsked() {
        const item = createTemporaryObject(card, root);
        const clicks = spyOn(item, "clicked");
        mouseClick(item);
        compare(clicks.count, 0);
        verify(!item.activeFocusOnTab);
        item.interactive = true;
        mouseClick(item);
        item.forceActiveFocus();
        keyClick(Qt.Key_Return);
        keyClick(Qt.Key_Space);
        compare(clicks.count, 3);
    }

    function test_aTileIsALink() {
        const item = createTemporaryObject(tile, root);
        const clicks = spyOn(item, "clicked");
        mouseClick(item);
        item.forceActiveFocus(Qt.TabFocusReason);
        keyClick(Qt.Key_Return);
        compare(clicks.count, 2);
        compare(item.Accessible.name, "Spent today: 3.42 USD. of 5.00");
        compare(item.Accessible.role, Accessible.Link);
    }

    function test_aBannerOffersItsActionAndGoes() {
        const item = createTemporaryObject(banner, root);
        const actions = spyOn(item, "actionTriggered");
        const dismissals = spyOn(item, "dismissed");
        mouseClick(findNamed(item, "Try again"));
        mouseClick(findNamed(item, "Dismiss"));
        compare(actions.count, 1);
        compare(dismissals.count, 1);
        compare(item.Accessible.name, "The disk is full. Nothing was paid.");
    }

    function test_anEmptyFaceHasOneAction() {
        const item = createTemporaryObject(empty, root);
        const actions = spyOn(item, "actionTriggered");
        mouseClick(findNamed(item, "Add an agent"));
        compare(actions.count, 1);
        item.actionText = "";
        compare(findNamed(item, "Add an agent"), null);
    }

    function test_loadingIsSpoken() {
        const item = createTemporaryObject(loading, root);
        compare(item.Accessible.name, "Loading payments");
        item.rows = 3;
        verify(!findText(item, "Loading payments").visible);
        compare(item.Accessible.name, "Loading payments");
    }

    function test_thePanelAsksToBeClosed() {
        const item = createTemporaryObject(panel, root);
        const requests = spyOn(item, "closeRequested");
        mouseClick(findNamed(item, "Close"));
        item.forceActiveFocus();
        keyClick(Qt.Key_Escape);
        compare(requests.count, 2);
        verify(findNamed(item, "Export").visible);
        item.open = false;
        tryCompare(item, "visible", false);
    }

    function test_aSheetClosesWithEscOnlyWhenItMay() {
        const item = createTemporaryObject(sheet, root);
        item.open();
        tryCompare(item, "opened", true);
        keyClick(Qt.Key_Escape);
        tryCompare(item, "visible", false);
        item.dismissible = false;
        item.open();
        tryCompare(item, "opened", true);
        keyClick(Qt.Key_Escape);
        wait(30);
        verify(item.opened);
        verify(findNamed(item.contentItem, "Remove") !== null);
        verify(findNamed(item.contentItem, "Also its grants") !== null);
        item.close();
    }

    function test_aNewToastReplacesTheOld() {
        const item = createTemporaryObject(toast, root);
        verify(!item.visible);
        item.showWithAction("Paused.", Banner.Success, "Resume");
        verify(item.shown);
        compare(item.Accessible.name, "Paused.");
        item.show("Copied.", Banner.Info);
        compare(item.text, "Copied.");
        compare(findNamed(item, "Resume"), null);
        item.hide();
        tryCompare(item, "visible", false);
    }

    function test_aToastGoesByItselfAndOffersItsAction() {
        const item = createTemporaryObject(toast, root, {
            stayMs: 40
        });
        const actions = spyOn(item, "actionTriggered");
        item.show("Copied.", Banner.Info);
        tryCompare(item, "shown", false);
        item.stayMs = 60000;
        item.showWithAction("Paused.", Banner.Success, "Resume");
        tryCompare(item, "opacity", 1);
        mouseClick(findNamed(item, "Resume"));
        compare(actions.count, 1);
        verify(!item.shown);
    }
}
