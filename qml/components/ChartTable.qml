import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Charts
import Tillkeeper.Theme

/*! The same values as the chart, as rows: one for each stretch of time, newest last. */
Flickable {
    id: root

    required property SpendSeriesModel model

    contentWidth: Math.max(width, headings.implicitWidth)
    contentHeight: height
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    ScrollBar.horizontal: SlimScrollBar {}

    ChartTableRow {
        id: headings

        width: root.contentWidth
        height: Theme.rowHeight
        longLabel: qsTr("Time")
        totalText: qsTr("Total")
        cellTexts: root.model.seriesNames
        heading: true
    }
    Rectangle {
        y: headings.height
        width: root.contentWidth
        height: Theme.borderWidth
        color: Theme.color.border
    }
    ListView {
        y: headings.height + Theme.borderWidth
        width: root.contentWidth
        height: root.height - y
        model: root.model
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: true
        ScrollBar.vertical: SlimScrollBar {}
        Accessible.role: Accessible.Table
        Accessible.name: qsTr("Values of the chart")

        delegate: ChartTableRow {
            width: ListView.view ? ListView.view.width : 0
            current: ListView.isCurrentItem && ListView.view.activeFocus
        }
    }
}
