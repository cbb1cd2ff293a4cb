import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Charts
import Tillkeeper.Theme

/*! The same values as the chart, as rows: one for each stretch of time, newest last. */
Flickable {
    id: root

    required property SpendSeriesModel model

    readonly property real timeWidth: 210 * Theme.textScale
    readonly property real valueWidth: 110 * Theme.textScale

    contentWidth: Math.max(width, timeWidth + valueWidth * (model.seriesNames.length + 1))
    contentHeight: height
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    ScrollBar.horizontal: SlimScrollBar {}

    ListView {
        id: list

        width: root.contentWidth
        height: root.height
        model: root.model
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: true
        headerPositioning: ListView.OverlayHeader
        ScrollBar.vertical: SlimScrollBar {}
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Values of the chart")

        header: Rectangle {
            width: list.width
            height: Theme.rowHeight
            z: 2
            color: Theme.color.surface

            ChartTableRow {
                anchors.fill: parent
                timeWidth: root.timeWidth
                valueWidth: root.valueWidth
                timeText: qsTr("Time")
                totalText: qsTr("Total")
                values: root.model.seriesNames
                heading: true
            }
            Rectangle {
                y: parent.height - height
                width: parent.width
                height: Theme.borderWidth
                color: Theme.color.border
            }
        }
        delegate: Rectangle {
            id: row

            required property string longLabel
            required property string totalText
            required property list<string> cellTexts

            width: ListView.view ? ListView.view.width : 0
            height: Math.round(30 * Theme.textScale)
            color: ListView.isCurrentItem && list.activeFocus ? Theme.color.selected : "transparent"
            Accessible.role: Accessible.Row
            Accessible.name: qsTr("%1: %2", "time, total").arg(longLabel).arg(totalText)

            ChartTableRow {
                anchors.fill: parent
                timeWidth: root.timeWidth
                valueWidth: root.valueWidth
                timeText: row.longLabel
                totalText: row.totalText
                values: row.cellTexts
            }
        }
    }
}
