import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! The line under a field: a hint, or what is wrong with an icon in front. Takes no room when empty. */
RowLayout {
    id: root

    property string hint
    property string errorText

    visible: hint !== "" || errorText !== ""
    spacing: Theme.spaceXs

    Icon {
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: 1
        visible: root.errorText !== ""
        name: "triangle-alert"
        size: Theme.textM
        color: Theme.color.dangerText
    }
    BodyText {
        Layout.fillWidth: true
        text: root.errorText !== "" ? root.errorText : root.hint
        color: root.errorText !== "" ? Theme.color.dangerText : Theme.color.textFaint
        font.pixelSize: Theme.textS
        wrapMode: Text.Wrap
        Accessible.role: root.errorText !== "" ? Accessible.AlertMessage : Accessible.StaticText
    }
}
