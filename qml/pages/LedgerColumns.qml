import QtQuick
import Tillkeeper.Components
import Tillkeeper.Theme

/*! The names of the ledger's columns; LedgerRow keeps to the same widths. Not a layout: those of Qt 6.4 do not follow widths that change while their own parent is being laid out. */
Row {
    id: root

    /*! Little room: the state becomes a sign, the agent's name is shortened. */
    property bool narrow: false

    readonly property real timeWidth: (narrow ? 72 : 84) * Theme.textScale
    readonly property real agentWidth: (narrow ? 118 : 150) * Theme.textScale
    readonly property real amountWidth: 130 * Theme.textScale
    readonly property real statusWidth: (narrow ? 34 : 150) * Theme.textScale

    component Heading: BodyText {
        font.pixelSize: Theme.textS
        font.weight: Theme.weightMedium
        color: Theme.color.textFaint
    }

    spacing: Theme.spaceM

    Heading {
        width: root.timeWidth
        text: qsTr("Time")
    }
    Heading {
        width: root.agentWidth
        text: qsTr("Agent")
    }
    Heading {
        width: root.width - root.timeWidth - root.agentWidth - root.amountWidth - root.statusWidth - 4 * root.spacing
        text: qsTr("Host and path")
    }
    Heading {
        width: root.amountWidth
        horizontalAlignment: Text.AlignRight
        text: qsTr("Amount")
    }
    Heading {
        width: root.statusWidth
        text: root.narrow ? "" : qsTr("State")
    }
}
