pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! How many payments went from which outcome to which: rows are what was, columns what would be. */
ColumnLayout {
    id: root

    required property TallyListModel tally

    readonly property real columnWidth: 124 * Math.min(Theme.textScale, 1.5)

    function pastWord(verdict: string): string {
        return verdict === "allow" ? qsTr("was allowed") : verdict === "ask" ? qsTr("was asked") : qsTr("was denied");
    }

    spacing: Theme.spaceXs

    component Cell: BodyText {
        Layout.preferredWidth: root.columnWidth
        horizontalAlignment: Text.AlignRight
    }
    component Count: Cell {
        required property int count
        required property bool same

        text: count === 0 ? "\u2013" : count
        font.weight: count > 0 && !same ? Theme.weightSemibold : Theme.weightRegular
        color: count === 0 ? Theme.color.textFaint : same ? Theme.color.text : Theme.color.accentText
    }

    RowLayout {
        spacing: 0

        Cell {
            text: ""
        }
        Cell {
            text: qsTr("would be allowed")
            font.pixelSize: Theme.textS
            color: Theme.color.textMuted
        }
        Cell {
            text: qsTr("would be asked")
            font.pixelSize: Theme.textS
            color: Theme.color.textMuted
        }
        Cell {
            text: qsTr("would be denied")
            font.pixelSize: Theme.textS
            color: Theme.color.textMuted
        }
    }
    Repeater {
        model: root.tally

        RowLayout {
            id: row

            required property string was
            required property int allowed
            required property int asked
            required property int denied

            spacing: 0
            Accessible.role: Accessible.Row
            Accessible.name: qsTr("%1: %2 would be allowed, %3 asked, %4 denied").arg(root.pastWord(was)).arg(allowed).arg(asked).arg(denied)

            Cell {
                text: root.pastWord(row.was)
                horizontalAlignment: Text.AlignLeft
                color: Theme.color.textMuted
                Accessible.ignored: true
            }
            Count {
                count: row.allowed
                same: row.was === "allow"
                Accessible.ignored: true
            }
            Count {
                count: row.asked
                same: row.was === "ask"
                Accessible.ignored: true
            }
            Count {
                count: row.denied
                same: row.was === "deny"
                Accessible.ignored: true
            }
        }
    }
}
