import QtQuick
import QtQuick.Controls.Basic
import Tillkeeper.Theme

/*! A tooltip in our look. */
ToolTip {
    id: root

    delay: 500
    padding: Theme.spaceS
    leftPadding: Theme.spaceM
    rightPadding: Theme.spaceM

    contentItem: BodyText {
        text: root.text
        font.pixelSize: Theme.textS
        wrapMode: Text.Wrap
    }
    background: Rectangle {
        color: Theme.color.surfaceRaised
        radius: Theme.radiusM
        border.width: Theme.borderWidth
        border.color: Theme.color.border
    }
}
