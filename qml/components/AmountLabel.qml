import QtQuick
import Tillkeeper.Theme

/*! An amount and its token, read out as one phrase. The token is smaller and fainter. */
Row {
    id: root

    enum Size { Small, Normal, Large }

    required property string amountText
    required property string symbol

    property int size: AmountLabel.Normal
    property bool muted: false

    readonly property int pixelSize: size === AmountLabel.Large ? Theme.textXl : size === AmountLabel.Small ? Theme.textS : Theme.textM

    spacing: Math.round(pixelSize * 0.3)
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1 %2", "amount and token symbol").arg(amountText).arg(symbol)

    BodyText {
        id: figures

        // Whole pixels, so that figures under each other end at the same place.
        width: Math.ceil(implicitWidth)
        horizontalAlignment: Text.AlignRight
        text: root.amountText
        font.pixelSize: root.pixelSize
        font.weight: root.size === AmountLabel.Large ? Theme.weightSemibold : Theme.weightMedium
        color: root.muted ? Theme.color.textMuted : Theme.color.text
        Accessible.ignored: true
    }
    BodyText {
        width: Math.ceil(implicitWidth)
        anchors.baseline: figures.baseline
        text: root.symbol
        font.pixelSize: root.size === AmountLabel.Large ? Theme.textM : Theme.textXs
        color: Theme.color.textFaint
        Accessible.ignored: true
    }
}
