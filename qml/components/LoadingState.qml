pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! Something is being read: a spinner with words, or as many grey rows as will come. */
ColumnLayout {
    id: root

    required property string text

    property int rows: 0

    spacing: Theme.spaceS
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    RowLayout {
        Layout.alignment: Qt.AlignHCenter
        Layout.fillWidth: false
        visible: root.rows === 0
        spacing: Theme.spaceS

        Spinner {
            running: root.visible && root.rows === 0
            color: Theme.color.textFaint
        }
        BodyText {
            text: root.text
            color: Theme.color.textMuted
            Accessible.ignored: true
        }
    }
    Repeater {
        model: root.rows

        Item {
            id: row

            required property int index

            readonly property real stretch: index % 2 ? 0.8 : 1

            Layout.fillWidth: true
            implicitHeight: Theme.rowHeight

            Repeater {
                model: [[0, 0.18], [0.24, 0.4], [0.84, 0.16]]

                Rectangle {
                    required property var modelData // [left, width] as parts of the row

                    x: row.width * modelData[0]
                    y: (row.height - height) / 2
                    width: row.width * modelData[1] * row.stretch
                    height: Theme.textM
                    radius: Theme.radiusS
                    color: Theme.color.hover
                }
            }
        }
    }
}
