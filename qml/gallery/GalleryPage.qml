import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! A scrolling page of the gallery. */
Flickable {
    id: root

    default property alias content: column.data

    contentWidth: width
    contentHeight: column.implicitHeight + 2 * Theme.spaceXl
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    ScrollBar.vertical: SlimScrollBar {}

    ColumnLayout {
        id: column

        x: Theme.spaceXl
        y: Theme.spaceXl
        width: root.width - 2 * Theme.spaceXl
        spacing: Theme.spaceL
    }
}
