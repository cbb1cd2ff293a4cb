import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*!
    An address in groups of four, so that people can compare it. Shortened, it still shows eight
    characters at each end: look-alike addresses match in fewer.
*/
RowLayout {
    id: root

    required property string address

    property string name
    property bool full: false
    property bool copyable: true

    readonly property string prefix: address.startsWith("0x") ? "0x" : ""
    readonly property list<string> groups: address.slice(prefix.length).match(/.{1,4}/g) ?? []
    readonly property string shownText: {
        const isShort = full || groups.length <= 5;
        const shown = isShort ? groups : [groups[0], groups[1], "…", ...lastEight(address)];
        return prefix + shown.join(" ");
    }

    signal copied(string text)

    function lastEight(text: string): list<string> {
        return [text.slice(-8, -4), text.slice(-4)];
    }

    spacing: Theme.spaceXs

    BodyText {
        Layout.fillWidth: true
        Layout.maximumWidth: Math.ceil(implicitWidth)
        text: root.shownText
        font.family: Theme.monoFamily
        font.pixelSize: Theme.textS
        wrapMode: Text.WordWrap
        Accessible.name: root.name !== "" ? qsTr("%1, %2", "name of an address, the address").arg(root.name).arg(root.address) : root.address
    }
    CopyButton {
        visible: root.copyable
        textToCopy: root.address
        Accessible.name: qsTr("Copy the address")
        onCopied: text => root.copied(text)
    }
}
