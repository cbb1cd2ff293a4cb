pragma ComponentBehavior: Bound
import QtQuick
import Tillkeeper.Charts
import Tillkeeper.Theme

/*! The colours of a chart by name, with what each came to. */
Flow {
    id: root

    required property SpendChartItem chart

    spacing: Theme.spaceL

    Repeater {
        model: root.chart.readout

        Row {
            id: entry

            required property string name
            required property int colorIndex
            required property string totalText

            spacing: Theme.spaceS - 2
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("%1 %2", "name of agent, amount").arg(name).arg(totalText)

            AgentDot {
                name: entry.name
                colorIndex: entry.colorIndex
                Accessible.ignored: true
            }
            BodyText {
                text: entry.totalText
                color: Theme.color.textMuted
                Accessible.ignored: true
            }
        }
    }
}
