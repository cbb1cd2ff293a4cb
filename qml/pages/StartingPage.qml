import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! The keeper is on its way, or cannot be had: then why, and what to do. */
Item {
    id: root

    required property Session session

    signal retryRequested

    ColumnLayout {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.spaceXl, 460 * Math.min(Theme.textScale, 1.4))
        spacing: Theme.spaceL

        Spinner {
            Layout.alignment: Qt.AlignHCenter
            visible: root.session.phase === Session.Connecting
            size: Math.round(28 * Theme.textScale)
        }
        BodyText {
            Layout.fillWidth: true
            visible: root.session.phase === Session.Connecting
            text: qsTr("Starting the keeper")
            horizontalAlignment: Text.AlignHCenter
            color: Theme.color.textMuted
        }
        Banner {
            Layout.fillWidth: true
            visible: root.session.phase === Session.Offline
            kind: Banner.Danger
            title: qsTr("Tillkeeper does not run")
            text: root.session.stateDetail
            actionText: qsTr("Try again")
            onActionTriggered: root.retryRequested()
        }
    }
}
