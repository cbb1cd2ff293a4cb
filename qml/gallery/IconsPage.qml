pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! All bundled icons. */
GalleryPage {
    id: root

    readonly property list<string> names: [
        "archive", "arrow-big-up", "arrow-left", "arrow-right", "arrow-up-right", "ban", "bell-off",
        "bell", "bookmark", "bot", "calendar", "chart-column-stacked", "check-check", "check",
        "chevron-down", "chevron-left", "chevron-right", "chevron-up", "chevrons-up-down", "circle-check",
        "circle-dashed", "circle-dollar-sign", "circle-dot", "circle-pause", "circle-play",
        "circle-question-mark", "circle-slash", "circle-x", "circle", "clock", "code", "coins", "contrast",
        "copy", "dices", "download", "ellipsis", "eraser", "external-link", "eye-off", "eye", "file-text",
        "flag", "flask-conical", "gauge", "globe", "hand-coins", "history", "hourglass", "inbox", "info",
        "key-round", "keyboard", "layers", "layout-dashboard", "link-2-off", "link", "list-filter",
        "loader-circle", "lock-open", "lock", "log-out", "map-pin", "minus", "monitor", "moon", "network",
        "octagon-x", "package-x", "package", "panel-left", "pause", "pencil", "play", "plug", "plus",
        "printer", "qr-code", "quote", "receipt-text", "refresh-cw", "rotate-ccw", "save", "scroll-text",
        "search", "server", "settings", "shield-alert", "shield-check", "shield-question-mark", "shield",
        "signature", "sliders-horizontal", "star", "store", "sun", "table-2", "tag", "terminal",
        "timer-off", "trash-2", "trending-up", "triangle-alert", "undo-2", "upload", "user-x", "user",
        "wallet", "wifi-off", "x", "zap"
    ]

    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Repeater {
            model: root.names

            Column {
                id: sample

                required property string modelData

                width: Math.round(92 * Theme.textScale)
                spacing: Theme.spaceXs

                Icon {
                    anchors.horizontalCenter: parent.horizontalCenter
                    name: sample.modelData
                    size: Math.round(20 * Theme.textScale)
                }
                BodyText {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    elide: Text.ElideRight
                    text: sample.modelData
                    font.pixelSize: Theme.textXs
                    color: Theme.color.textFaint
                }
            }
        }
    }
}
