import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! This is practice money: stands wherever an amount or address of the practice network stands. */
Rectangle {
    id: root

    property bool compact: false

    implicitWidth: compact ? implicitHeight : row.implicitWidth + 2 * Theme.spaceS - 2
    implicitHeight: Math.round(20 * Theme.textScale)
    radius: Theme.radiusS
    color: Theme.color.practiceSoft
    border.width: Theme.mode === "contrast" ? 1 : 0
    border.color: Theme.color.practiceText
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Practice money")

    RowLayout {
        id: row

        anchors.centerIn: parent
        spacing: Theme.spaceXs

        Icon {
            name: "flask-conical"
            size: Theme.textS
            color: Theme.color.practiceText
        }
        BodyText {
            visible: !root.compact
            text: qsTr("Practice")
            font.pixelSize: Theme.textXs
            font.weight: Theme.weightMedium
            color: Theme.color.practiceText
            Accessible.ignored: true
        }
    }
}
