import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! A screen that scrolls as a whole: its content stands in one column of at most `maximumWidth`. */
Flickable {
    id: root

    default property alias content: column.data
    property real maximumWidth: 1400
    property alias spacing: column.spacing

    contentWidth: width
    contentHeight: column.implicitHeight + 2 * Theme.spaceXl
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    ScrollBar.vertical: SlimScrollBar {}

    ColumnLayout {
        id: column

        x: Math.max(Theme.spaceXl, (root.width - width) / 2)
        y: Theme.spaceXl
        width: Math.min(root.width - 2 * Theme.spaceXl, root.maximumWidth)
        spacing: Theme.spaceL
    }
}
