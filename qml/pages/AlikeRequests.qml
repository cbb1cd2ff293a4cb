pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Requests that are alike and decided together: how many, what they come to, when and why each was asked. */
Rectangle {
    id: root

    required property OpenRequest request

    property bool allShown: false

    signal aloneRequested
    signal allRequested

    visible: request.alike > 1 || request.moreText !== ""
    implicitHeight: column.implicitHeight + 2 * Theme.spaceM
    radius: Theme.radiusM
    color: Theme.color.infoSoft
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Requests that are alike")

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceS

        RowLayout {
            visible: root.request.alike > 1
            spacing: Theme.spaceM

            Icon {
                Layout.alignment: Qt.AlignTop
                Layout.topMargin: 2
                name: "layers"
                color: Theme.color.infoText
            }
            BodyText {
                Layout.fillWidth: true
                text: root.request.alikeText
                wrapMode: Text.Wrap
                font.weight: Theme.weightMedium
                color: Theme.color.infoText
            }
            AppButton {
                objectName: "aloneButton"
                compact: true
                text: qsTr("Only this one")
                onClicked: root.aloneRequested()
            }
        }
        Item {
            Layout.fillWidth: true
            implicitHeight: root.allShown ? rows.implicitHeight : Math.min(rows.implicitHeight, 74 * Theme.textScale)
            visible: root.request.alike > 1
            clip: true

            FactRows {
                id: rows

                width: parent.width
                labelWidth: 76
                facts: root.request.alikeFacts
            }
        }
        AppButton {
            Layout.leftMargin: -leftPadding
            visible: root.request.alike > 3
            variant: AppButton.Quiet
            compact: true
            text: root.allShown ? qsTr("Show less") : qsTr("Show all")
            onClicked: root.allShown = !root.allShown
        }
        RowLayout {
            visible: root.request.moreText !== ""
            spacing: Theme.spaceM

            BodyText {
                Layout.fillWidth: true
                text: root.request.moreText
                wrapMode: Text.Wrap
                color: Theme.color.infoText
            }
            AppButton {
                objectName: "allAlikeButton"
                compact: true
                text: qsTr("Decide them too")
                onClicked: root.allRequested()
            }
        }
    }
}
