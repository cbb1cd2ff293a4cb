import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! What the month may come to, with how sure that is; and what was paid for nothing. */
Card {
    id: root

    required property SpendInsights insights

    signal ledgerRequested(string states)

    title: qsTr("This month, likely")
    header: BodyText {
        visible: root.insights.hasForecast
        text: root.insights.likelyText
        font.pixelSize: Theme.textL
        font.weight: Theme.weightSemibold
        Accessible.ignored: true
    }

    Item {
        id: band

        Layout.fillWidth: true
        implicitHeight: 12
        visible: root.insights.hasForecast
        Accessible.role: Accessible.Graphic
        Accessible.name: root.insights.forecastText

        Rectangle {
            anchors.fill: parent
            radius: 4
            color: Theme.color.pressed
        }
        Rectangle {
            x: band.width * root.insights.lowFraction
            width: Math.max(2, band.width * (root.insights.highFraction - root.insights.lowFraction))
            height: parent.height
            color: Qt.alpha(Theme.color.accent, 0.35)
            border.width: Theme.mode === "contrast" ? 1 : 0
            border.color: Theme.color.accentText
        }
        Rectangle {
            width: band.width * root.insights.soFarFraction
            height: parent.height
            radius: 4
            color: Theme.color.accent
        }
        Rectangle {
            x: band.width * root.insights.likelyFraction - 1
            y: -2
            width: 2
            height: parent.height + 4
            color: Theme.color.text
        }
    }
    BodyText {
        Layout.fillWidth: true
        objectName: "forecastText"
        text: root.insights.forecastText
        wrapMode: Text.Wrap
        font.pixelSize: Theme.textS
        color: Theme.color.textMuted
    }
    Item {
        Layout.fillHeight: true
    }
    Rectangle {
        Layout.fillWidth: true
        implicitHeight: Theme.borderWidth
        color: Theme.color.border
    }
    InsightLine {
        Layout.fillWidth: true
        objectName: "undelivered"
        label: qsTr("Paid, not delivered")
        iconName: "package-x"
        valueText: root.insights.undeliveredText
        note: root.insights.undelivered === 1 ? qsTr("1 time") : qsTr("%1 times").arg(root.insights.undelivered)
        onActivated: root.ledgerRequested("settled")
    }
    InsightLine {
        Layout.fillWidth: true
        label: qsTr("Outcome unknown")
        iconName: "circle-question-mark"
        valueText: root.insights.unresolvedText
        note: root.insights.unresolved === 1 ? qsTr("1 time") : qsTr("%1 times").arg(root.insights.unresolved)
        onActivated: root.ledgerRequested("unknown,expired")
    }
}
