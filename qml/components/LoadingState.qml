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

        RowLayout {
            id: row

            required property int index

            Layout.fillWidth: true
            Layout.preferredHeight: Theme.rowHeight
            spacing: Theme.spaceL

            Repeater {
                model: [0.18, 0.4, 0.12]

                Rectangle {
                    required property real modelData

                    Layout.preferredWidth: root.width * modelData * (row.index % 2 ? 0.8 : 1)
                    implicitHeight: Theme.textM
                    radius: Theme.radiusS
                    color: Theme.color.hover
                }
            }
            Item {
                Layout.fillWidth: true
            }
        }
    }
}
