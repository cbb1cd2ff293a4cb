import QtQuick

/*! How many wait. Nothing at 0. */
TextBadge {
    id: root

    required property int count

    visible: count > 0
    text: count > 99 ? qsTr("99+") : count
    Accessible.ignored: false
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
