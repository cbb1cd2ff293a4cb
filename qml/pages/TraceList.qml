pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop

/*! Every step of a decision in order; what decided is marked. */
ColumnLayout {
    id: root

    required property TraceListModel trace

    spacing: 0

    Repeater {
        model: root.trace

        TraceRow {
            required detail
            required decisive

            Layout.fillWidth: true
        }
    }
}
