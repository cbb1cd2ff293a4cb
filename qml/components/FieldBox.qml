import QtQuick
import Tillkeeper.Theme

/*! The box that a person types into or chooses from. */
Rectangle {
    id: root

    property bool active: false
    property bool faulty: false
    property bool hovered: false

    radius: Theme.radiusM
    color: enabled ? Theme.color.surface : Theme.color.surfaceSunken
    opacity: enabled ? 1 : 0.6
    border.width: active ? Theme.focusWidth : Theme.borderWidth
    border.color: {
        if (faulty)
            return Theme.color.danger;
        if (active)
            return Theme.color.focus;
        return hovered ? Theme.color.textFaint : Theme.color.borderStrong;
    }
}
