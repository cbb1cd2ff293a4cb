import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! The names of the ledger's columns; LedgerRow keeps to the same widths. */
RowLayout {
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
        Layout.preferredWidth: root.timeWidth
        text: qsTr("Time")
    }
    Heading {
        Layout.preferredWidth: root.agentWidth
        text: qsTr("Agent")
    }
    Heading {
        Layout.fillWidth: true
        text: qsTr("Host and path")
    }
    Heading {
        Layout.preferredWidth: root.amountWidth
        horizontalAlignment: Text.AlignRight
        text: qsTr("Amount")
    }
    Heading {
        Layout.preferredWidth: root.statusWidth
        text: root.narrow ? "" : qsTr("State")
    }
}
