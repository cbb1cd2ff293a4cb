import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Three fields for three of the recovery words. */
ColumnLayout {
    id: root

    required property Welcome welcome

    function check(): void {
        welcome.confirm(a.field, b.field, c.field);
    }

    spacing: Theme.spaceM
    Component.onCompleted: {
        a.field.revealed = true;
        b.field.revealed = true;
        c.field.revealed = true;
        a.takeFocus();
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceL

        PassphraseField {
            id: a

            Layout.fillWidth: true
            objectName: "wordA"
            label: qsTr("Word %1").arg(root.welcome.asked[0] ?? "")
            onAccepted: b.takeFocus()
        }
        PassphraseField {
            id: b

            Layout.fillWidth: true
            objectName: "wordB"
            label: qsTr("Word %1").arg(root.welcome.asked[1] ?? "")
            onAccepted: c.takeFocus()
        }
        PassphraseField {
            id: c

            Layout.fillWidth: true
            objectName: "wordC"
            label: qsTr("Word %1").arg(root.welcome.asked[2] ?? "")
            onAccepted: root.check()
        }
    }
    Banner {
        Layout.fillWidth: true
        visible: root.welcome.errorText !== ""
        kind: Banner.Warning
        text: root.welcome.errorText
    }
}
