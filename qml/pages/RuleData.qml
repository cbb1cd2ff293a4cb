import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! A policy as its document: what is typed here becomes the sentences, and the reverse. */
ColumnLayout {
    id: root

    required property RuleDraft draft

    function bringLine(line: int): void {
        const y = (line - 1) * lines.rowHeight;
        view.contentY = Math.max(0, Math.min(y - view.height / 3, view.contentHeight - view.height));
    }

    spacing: Theme.spaceM

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM

        BodyText {
            Layout.fillWidth: true
            text: qsTr("The same draft as a document. Unknown members are errors; amounts stand in quotes.")
            wrapMode: Text.Wrap
            color: Theme.color.textMuted
        }
        AppButton {
            compact: true
            iconName: "rotate-ccw"
            text: root.draft.dataError !== "" ? qsTr("Drop what was typed") : qsTr("Tidy")
            onClicked: {
                root.draft.tidyData();
                editor.text = root.draft.dataText;
            }
        }
    }
    Banner {
        Layout.fillWidth: true
        objectName: "dataError"
        visible: root.draft.dataError !== ""
        kind: Banner.Danger
        title: root.draft.dataErrorLine > 0 ? qsTr("Line %1").arg(root.draft.dataErrorLine) : ""
        text: root.draft.dataError
        actionText: root.draft.dataErrorLine > 0 ? qsTr("Show") : ""
        onActionTriggered: root.bringLine(root.draft.dataErrorLine)
    }
    FieldBox {
        Layout.fillWidth: true
        Layout.fillHeight: true
        active: editor.activeFocus
        faulty: root.draft.dataError !== ""

        Flickable {
            id: view

            anchors.fill: parent
            anchors.margins: Theme.spaceS
            contentWidth: Math.max(width, numbers.width + Theme.spaceM + editor.implicitWidth + Theme.spaceL)
            contentHeight: Math.max(height, editor.contentHeight)
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: SlimScrollBar {}
            ScrollBar.horizontal: SlimScrollBar {}

            Rectangle {
                visible: root.draft.dataErrorLine > 0
                y: (root.draft.dataErrorLine - 1) * lines.rowHeight
                width: view.contentWidth
                height: lines.rowHeight
                color: Theme.color.dangerSoft
            }
            FontMetrics {
                id: lines

                readonly property real rowHeight: editor.lineCount > 0 ? editor.contentHeight / editor.lineCount : height

                font: editor.font
            }
            BodyText {
                id: numbers

                width: Math.max(lines.advanceWidth("0000"), implicitWidth)
                text: {
                    let all = "";
                    for (let i = 1; i <= editor.lineCount; ++i)
                        all += i + "\n";
                    return all;
                }
                horizontalAlignment: Text.AlignRight
                verticalAlignment: Text.AlignTop
                font.family: Theme.monoFamily
                color: Theme.color.textFaint
                Accessible.ignored: true
            }
            TextEdit {
                id: editor

                objectName: "policyData"
                x: numbers.width + Theme.spaceM
                width: view.contentWidth - x
                height: view.contentHeight
                activeFocusOnTab: true
                textFormat: TextEdit.PlainText
                selectByMouse: true
                text: root.draft.dataText
                color: Theme.color.text
                selectionColor: Theme.color.accent
                selectedTextColor: Theme.color.accentInk
                font.family: Theme.monoFamily
                font.pixelSize: Theme.textM
                Accessible.role: Accessible.EditableText
                Accessible.name: qsTr("Policy as data")
                Accessible.description: root.draft.dataError
                Accessible.multiLine: true
                onTextChanged: {
                    if (activeFocus)
                        root.draft.setDataText(text);
                }
                onCursorRectangleChanged: {
                    if (!activeFocus)
                        return;
                    if (cursorRectangle.y < view.contentY)
                        view.contentY = cursorRectangle.y;
                    else if (cursorRectangle.y + cursorRectangle.height > view.contentY + view.height)
                        view.contentY = cursorRectangle.y + cursorRectangle.height - view.height;
                }
                Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            }
        }
    }

    Connections {
        function onChanged(): void {
            if (editor.text !== root.draft.dataText)
                editor.text = root.draft.dataText;
        }

        target: root.draft
    }
}
