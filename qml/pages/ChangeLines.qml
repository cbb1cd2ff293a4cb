pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! What goes and what comes, sentence by sentence. */
ColumnLayout {
    id: root

    required property ChangeListModel changes

    spacing: 2

    Repeater {
        model: root.changes

        Rectangle {
            id: line

            required property string text
            required property bool added

            Layout.fillWidth: true
            implicitHeight: row.implicitHeight + 2 * Theme.spaceXs
            radius: Theme.radiusS
            color: added ? Theme.color.successSoft : Theme.color.dangerSoft
            Accessible.role: Accessible.ListItem
            Accessible.name: added ? qsTr("Comes: %1").arg(text) : qsTr("Goes: %1").arg(text)

            RowLayout {
                id: row

                x: Theme.spaceS
                y: Theme.spaceXs
                width: line.width - 2 * Theme.spaceS
                spacing: Theme.spaceS

                Icon {
                    Layout.alignment: Qt.AlignTop
                    Layout.topMargin: 1
                    name: line.added ? "plus" : "minus"
                    size: Theme.textM
                    color: line.added ? Theme.color.successText : Theme.color.dangerText
                }
                BodyText {
                    Layout.fillWidth: true
                    text: line.text
                    wrapMode: Text.Wrap
                    maximumLineCount: 3
                    elide: Text.ElideRight
                    Accessible.ignored: true
                }
            }
        }
    }
}
