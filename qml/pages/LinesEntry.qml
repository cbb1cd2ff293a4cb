import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! Several lines of text, each a value of its own. Ctrl+Return is done; Tab goes on. */
ColumnLayout {
    id: root

    required property string label

    property alias text: editor.text
    property string hint
    property string errorText

    signal edited
    signal accepted

    function takeFocus(): void {
        editor.forceActiveFocus(Qt.TabFocusReason);
        editor.cursorPosition = editor.length;
    }

    spacing: Theme.spaceXs

    FieldBox {
        Layout.fillWidth: true
        implicitHeight: Math.min(Math.max(4 * Theme.controlHeight, editor.contentHeight + 2 * Theme.spaceS), 8 * Theme.controlHeight)
        active: editor.activeFocus
        faulty: root.errorText !== ""

        Flickable {
            id: view

            anchors.fill: parent
            anchors.margins: Theme.spaceS
            contentWidth: width
            contentHeight: editor.contentHeight
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            ScrollBar.vertical: SlimScrollBar {}

            TextEdit {
                id: editor

                width: view.width
                height: Math.max(view.height, contentHeight)
                activeFocusOnTab: true
                textFormat: TextEdit.PlainText
                wrapMode: TextEdit.WrapAnywhere
                selectByMouse: true
                color: Theme.color.text
                selectionColor: Theme.color.accent
                selectedTextColor: Theme.color.accentInk
                font.family: Theme.monoFamily
                font.pixelSize: Theme.textM
                Accessible.role: Accessible.EditableText
                Accessible.name: root.label
                Accessible.description: root.errorText !== "" ? root.errorText : root.hint
                Accessible.multiLine: true
                onTextChanged: root.edited()
                onCursorRectangleChanged: {
                    if (cursorRectangle.y < view.contentY)
                        view.contentY = cursorRectangle.y;
                    else if (cursorRectangle.y + cursorRectangle.height > view.contentY + view.height)
                        view.contentY = cursorRectangle.y + cursorRectangle.height - view.height;
                }
                Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
                Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
                Keys.onPressed: event => {
                    const isReturn = event.key === Qt.Key_Return || event.key === Qt.Key_Enter;
                    if (isReturn && (event.modifiers & Qt.ControlModifier)) {
                        event.accepted = true;
                        root.accepted();
                    }
                }
            }
        }
    }
    FieldNote {
        Layout.fillWidth: true
        hint: root.hint
        errorText: root.errorText
    }
}
