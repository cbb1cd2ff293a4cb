import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Theme

/*! One number that matters, with what it means; a link to where it comes from. */
AbstractButton {
    id: root

    enum Tone { Calm, Attention, Danger }

    required property string label
    required property string value

    property string sub
    property string symbol
    property string iconName
    property int tone: StatTile.Calm

    readonly property color ink: tone === StatTile.Danger ? Theme.color.dangerText : tone === StatTile.Attention ? Theme.color.warningText : Theme.color.text

    implicitWidth: Math.max(150, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    padding: Theme.spaceM
    leftPadding: Theme.spaceL
    rightPadding: Theme.spaceL
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Link
    Accessible.name: qsTr("%1: %2 %3. %4", "label, amount, token, note").arg(label).arg(value).arg(symbol).arg(sub)
    Keys.onReturnPressed: event => {
        if (!event.isAutoRepeat)
            root.clicked();
    }

    contentItem: ColumnLayout {
        spacing: 2

        RowLayout {
            spacing: Theme.spaceXs + 2

            Icon {
                visible: root.iconName !== ""
                name: root.iconName
                size: Theme.textM
                color: root.tone === StatTile.Calm ? Theme.color.textFaint : root.ink
            }
            BodyText {
                Layout.fillWidth: true
                text: root.label
                elide: Text.ElideRight
                font.pixelSize: Theme.textS
                color: Theme.color.textMuted
                Accessible.ignored: true
            }
            Icon {
                name: "arrow-up-right"
                size: Theme.textM
                color: Theme.color.textFaint
                opacity: root.hovered || root.visualFocus ? 1 : 0
            }
        }
        RowLayout {
            spacing: Theme.spaceXs + 1

            BodyText {
                Layout.fillWidth: true
                Layout.maximumWidth: Math.ceil(implicitWidth)
                text: root.value
                elide: Text.ElideRight
                font.pixelSize: Theme.textXl
                font.weight: Theme.weightSemibold
                color: root.ink
                Accessible.ignored: true
            }
            BodyText {
                Layout.alignment: Qt.AlignBaseline
                visible: root.symbol !== ""
                text: root.symbol
                font.pixelSize: Theme.textS
                color: Theme.color.textFaint
                Accessible.ignored: true
            }
        }
        BodyText {
            Layout.fillWidth: true
            text: root.sub
            elide: Text.ElideRight
            font.pixelSize: Theme.textS
            color: Theme.color.textFaint
            Accessible.ignored: true
        }
    }
    background: Rectangle {
        radius: Theme.radiusL
        color: root.down ? Theme.color.pressed : root.hovered ? Theme.color.hover : Theme.color.surface
        border.width: Theme.borderWidth
        border.color: root.tone === StatTile.Danger ? Theme.color.danger : root.tone === StatTile.Attention ? Theme.color.warning : Theme.color.border

        FocusRing {
            visible: root.visualFocus
            innerRadius: parent.radius
            gap: 0
        }
    }
}
