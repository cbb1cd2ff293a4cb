import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Which protection of the keys holds on this machine, what it stops and what it does not. */
Card {
    id: root

    required property Session session

    title: qsTr("Key protection")
    spacing: Theme.spaceM

    BodyText {
        Layout.fillWidth: true
        text: root.session.tier
        wrapMode: Text.Wrap
    }
    Repeater {
        model: root.session.tierStops

        DataRow {
            required property string modelData

            Layout.fillWidth: true
            label: qsTr("Stopped")
            value: modelData
        }
    }
    Repeater {
        model: root.session.tierDoesNotStop

        DataRow {
            required property string modelData

            Layout.fillWidth: true
            label: qsTr("Not stopped")
            value: modelData
        }
    }
}
