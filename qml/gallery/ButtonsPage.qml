pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! Buttons, chips, navigation. */
GalleryPage {
    id: root

    component Variants: Flow {
        id: row

        property bool compact: false
        property bool busy: false
        property string iconName

        Layout.fillWidth: true
        spacing: Theme.spaceM

        Repeater {
            model: [qsTr("Save changes"), qsTr("Allow once"), qsTr("Remove agent"), qsTr("Cancel")]

            AppButton {
                required property string modelData
                required property int index

                text: modelData
                variant: index
                compact: row.compact
                busy: row.busy
                enabled: row.enabled
                iconName: row.iconName
            }
        }
    }

    SectionTitle {
        Layout.fillWidth: true
        text: qsTr("Buttons")
        hint: qsTr("Secondary, primary, danger, quiet; with icon, compact, busy, disabled")
    }
    Variants {}
    Variants {
        iconName: "download"
    }
    Variants {
        compact: true
    }
    Variants {
        busy: true
    }
    Variants {
        enabled: false
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceL

        AppButton {
            text: qsTr("Keyboard focus")
            Component.onCompleted: forceActiveFocus(Qt.TabFocusReason)
        }
        AppButton {
            width: 150
            text: qsTr("A text that is far too long for its button")
        }
        IconButton {
            iconName: "refresh-cw"
            text: qsTr("Refresh")
        }
        IconButton {
            iconName: "bell"
            text: qsTr("Notify")
            checkable: true
            checked: true
        }
        IconButton {
            iconName: "trash-2"
            text: qsTr("Remove")
            enabled: false
        }
        IconButton {
            iconName: "ellipsis"
            text: qsTr("More")
            compact: true
        }
        CopyButton {
            textToCopy: "0x1234"
        }
    }
    SectionTitle {
        Layout.fillWidth: true
        text: qsTr("Choices")
    }
    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceL

        Segments {
            id: range

            name: qsTr("Time range")
            options: ["24 h", "7 d", "30 d", "1 y"]
            currentIndex: 1
            onActivated: index => currentIndex = index
        }
        FilterChip {
            text: qsTr("Waiting")
            checkable: true
            count: 3
        }
        FilterChip {
            text: qsTr("Settled")
            checkable: true
            checked: true
        }
        FilterChip {
            text: qsTr("agent: research-bot")
            checked: true
            removable: true
        }
    }
    RowLayout {
        spacing: Theme.spaceXl

        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            spacing: 2

            NavItem {
                Layout.preferredWidth: 220 * Theme.textScale
                text: qsTr("Overview")
                iconName: "layout-dashboard"
                current: true
            }
            NavItem {
                Layout.preferredWidth: 220 * Theme.textScale
                text: qsTr("Approvals")
                iconName: "shield-question-mark"
                badgeText: "12"
            }
            NavItem {
                Layout.preferredWidth: 220 * Theme.textScale
                text: qsTr("Ledger")
                iconName: "receipt-text"
                shortcutText: "Ctrl+3"
            }
        }
        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            spacing: 2

            NavItem {
                text: qsTr("Overview")
                iconName: "layout-dashboard"
                current: true
                collapsed: true
            }
            NavItem {
                text: qsTr("Approvals")
                iconName: "shield-question-mark"
                badgeText: "12"
                collapsed: true
            }
            NavItem {
                text: qsTr("Ledger")
                iconName: "receipt-text"
                collapsed: true
            }
        }
    }
}
