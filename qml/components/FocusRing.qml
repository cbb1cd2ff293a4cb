import QtQuick
import Tillkeeper.Theme

/*! The mark of keyboard focus around its parent. */
Rectangle {
    id: root

    /*! The radius of the shape that the ring goes around. */
    property real innerRadius: Theme.radiusM
    property real gap: 2

    anchors.fill: parent
    anchors.margins: -(gap + Theme.focusWidth)
    radius: innerRadius + gap + Theme.focusWidth
    color: "transparent"
    border.width: Theme.focusWidth
    border.color: Theme.color.focus
}
