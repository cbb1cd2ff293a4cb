import QtQuick
import Tillkeeper.Theme

/*! Something is under way. Stands still when motion is reduced. */
Icon {
    id: root

    property bool running: true

    name: "loader-circle"

    RotationAnimator on rotation {
        running: root.running && root.visible && !Theme.reduceMotion
        from: 0
        to: 360
        duration: 900
        loops: Animation.Infinite
    }
}
