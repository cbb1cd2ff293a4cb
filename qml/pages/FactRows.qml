pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Labels and values under each other. */
ColumnLayout {
    id: root

    required property FactListModel facts

    property real labelWidth: 120

    spacing: Theme.spaceXs
    visible: facts.count > 0

    Repeater {
        model: root.facts

        DataRow {
            required mono
            required copyable

            Layout.fillWidth: true
            labelWidth: root.labelWidth
        }
    }
}
