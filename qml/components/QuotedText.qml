import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! A stranger's words: boxed, labelled with whose they are, plain text, cut until asked for. */
Rectangle {
    id: root

    required property string source
    required property string quote

    property int maximumLines: 4
    property bool expanded: false

    implicitWidth: 320
    implicitHeight: column.implicitHeight + 2 * Theme.spaceM
    radius: Theme.radiusM
    color: Theme.color.surfaceSunken
    border.width: Theme.borderWidth
    border.color: Theme.color.border
    Accessible.role: Accessible.Grouping
    Accessible.name: source

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceXs

        RowLayout {
            spacing: Theme.spaceXs + 2

            Icon {
                name: "quote"
                size: Theme.textS
                color: Theme.color.textFaint
            }
            BodyText {
                Layout.fillWidth: true
                text: root.source
                elide: Text.ElideRight
                font.pixelSize: Theme.textXs
                font.weight: Theme.weightMedium
                color: Theme.color.textFaint
            }
        }
        BodyText {
            id: words

            Layout.fillWidth: true
            text: root.quote
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            maximumLineCount: root.expanded ? 400 : root.maximumLines
            elide: Text.ElideRight
            lineHeight: Theme.lineHeight
            color: Theme.color.textMuted
        }
        AppButton {
            Layout.leftMargin: -leftPadding
            visible: words.truncated || root.expanded
            variant: AppButton.Quiet
            compact: true
            text: root.expanded ? qsTr("Show less") : qsTr("Show all")
            onClicked: root.expanded = !root.expanded
        }
    }
}
