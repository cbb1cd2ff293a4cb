pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*!
    What else an approval allows from now on. Closed it is one line to tick; open it says the rule in one
    sentence, what the rule would have done, and takes the passphrase that it needs.
*/
ColumnLayout {
    id: root

    required property RememberOffer offer
    required property bool busy
    /*! The most that it takes up; past that its parts scroll. */
    required property real maximumHeight

    readonly property PassphraseItem passphrase: secret.field
    /*! All is there that "Allow and remember" needs. */
    readonly property bool complete: offer.on && offer.valid && secret.field.length > 0

    visible: offer.offered
    spacing: Theme.spaceS

    Connections {
        function onChanged(): void {
            if (!root.offer.on)
                secret.field.clear();
        }

        target: root.offer
    }
    CheckMark {
        objectName: "rememberSwitch"
        text: qsTr("And from now on, without asking…")
        checked: root.offer.on
        enabled: !root.busy
        onToggled: root.offer.setOn(checked)
    }
    Flickable {
        id: scroll

        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(parts.implicitHeight, root.maximumHeight)
        visible: root.offer.on
        contentWidth: width
        contentHeight: parts.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        ScrollBar.vertical: SlimScrollBar {}

        ColumnLayout {
            id: parts

            width: scroll.width
            spacing: Theme.spaceM

            GridLayout {
                Layout.fillWidth: true
                columns: scroll.width > 640 * Theme.textScale ? 4 : 2
                columnSpacing: Theme.spaceM
                rowSpacing: Theme.spaceS

                ComboSelect {
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                    Layout.preferredWidth: 220
                    label: qsTr("This agent may pay")
                    model: root.offer.merchants
                    currentIndex: root.offer.merchant
                    onActivated: index => root.offer.setMerchant(index)
                }
                TextEntry {
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                    Layout.preferredWidth: 110
                    objectName: "rememberEach"
                    label: qsTr("Up to, each (USD)")
                    text: root.offer.eachText
                    errorText: root.offer.eachError
                    maximumLength: 20
                    onEdited: text => root.offer.setEachText(text)
                }
                TextEntry {
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                    Layout.preferredWidth: 110
                    objectName: "rememberDay"
                    label: qsTr("Up to, a day (USD)")
                    text: root.offer.dayText
                    errorText: root.offer.dayError
                    maximumLength: 20
                    onEdited: text => root.offer.setDayText(text)
                }
                ComboSelect {
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                    Layout.preferredWidth: 130
                    label: qsTr("How long")
                    model: root.offer.spans
                    currentIndex: root.offer.span
                    onActivated: index => root.offer.setSpan(index)
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                visible: root.offer.sentence !== ""
                spacing: Theme.spaceXs

                BodyText {
                    Layout.fillWidth: true
                    objectName: "rememberSentence"
                    text: root.offer.sentence
                    wrapMode: Text.Wrap
                }
                RowLayout {
                    spacing: Theme.spaceS

                    Icon {
                        Layout.alignment: Qt.AlignTop
                        Layout.topMargin: 2
                        name: "history"
                        color: Theme.color.textFaint
                    }
                    BodyText {
                        Layout.fillWidth: true
                        objectName: "rememberEffect"
                        text: root.offer.effectText
                        wrapMode: Text.Wrap
                        color: Theme.color.textMuted
                    }
                }
            }
            PassphraseField {
                id: secret

                Layout.fillWidth: true
                Layout.maximumWidth: 420 * Theme.textScale
                objectName: "rememberPassphrase"
                label: qsTr("Your passphrase: a rule that spends needs it")
                locked: root.busy
            }
        }
    }
}
