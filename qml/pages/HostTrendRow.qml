import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! One host: how much, how often, and the course of its price. */
AbstractButton {
    id: root

    required property string host
    required property string sumText
    required property string paymentsText
    required property list<real> prices
    required property string changeText
    required property bool dearer
    required property string summary

    signal activated

    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    topPadding: Theme.spaceXs + 1
    bottomPadding: topPadding
    leftPadding: Theme.spaceXs
    rightPadding: Theme.spaceXs
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Link
    Accessible.name: summary
    onClicked: activated()
    Keys.onReturnPressed: activated()

    contentItem: RowLayout {
        spacing: Theme.spaceM

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            BodyText {
                Layout.fillWidth: true
                text: root.host
                elide: Text.ElideMiddle
                Accessible.ignored: true
            }
            BodyText {
                Layout.fillWidth: true
                text: root.paymentsText
                elide: Text.ElideRight
                font.pixelSize: Theme.textXs
                color: Theme.color.textFaint
                Accessible.ignored: true
            }
        }
        Sparkline {
            Layout.preferredWidth: 52 * Theme.textScale
            implicitHeight: 20
            visible: root.prices.length > 1
            values: root.prices
            summary: ""
            lineColor: root.dearer ? Theme.color.warning : Theme.color.textFaint
            Accessible.ignored: true
        }
        ColumnLayout {
            Layout.fillWidth: false
            spacing: 0

            BodyText {
                Layout.alignment: Qt.AlignRight
                text: root.sumText
                font.weight: Theme.weightMedium
                Accessible.ignored: true
            }
            BodyText {
                Layout.alignment: Qt.AlignRight
                text: root.changeText === "" ? qsTr("price steady") : qsTr("price %1", "such as +25 %").arg(root.changeText)
                font.pixelSize: Theme.textXs
                color: root.dearer ? Theme.color.warningText : Theme.color.textFaint
                Accessible.ignored: true
            }
        }
    }
    background: Rectangle {
        radius: Theme.radiusM
        color: root.down ? Theme.color.pressed : root.hovered ? Theme.color.hover : "transparent"

        FocusRing {
            visible: root.visualFocus
            gap: -Theme.focusWidth
        }
    }
}
