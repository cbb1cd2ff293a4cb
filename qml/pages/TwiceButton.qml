import QtQuick
import Tillkeeper.Components

/*! For what cannot be undone from here: the first click asks, the second within a few seconds does it. */
AppButton {
    id: root

    required property string question
    required property string calmText

    readonly property bool asking: patience.running

    signal confirmed

    text: asking ? question : calmText
    variant: asking ? AppButton.Danger : AppButton.Secondary
    compact: true
    onClicked: {
        if (asking) {
            patience.stop();
            confirmed();
        } else {
            patience.restart();
        }
    }

    property Timer timer: Timer {
        id: patience

        interval: 5000
    }
}
