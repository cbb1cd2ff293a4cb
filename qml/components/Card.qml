import QtQuick
import QtQuick.Layouts
import Tillkeeper.Theme

/*! A box of things that belong together. Interactive ones are one big button. */
Rectangle {
    id: root

    default property alias content: column.data
    property string title
    property string hint
    property real padding: Theme.spaceL
    property alias spacing: column.spacing
    /*! Stands at the right end of the title. */
    property alias header: headerRow.data
    property bool interactive: false

    // Without a child that wants the height, everything stands at the top.
    readonly property bool stretches: {
        for (let i = 0; i < column.children.length; ++i) {
            if (column.children[i].Layout.fillHeight)
                return true;
        }
        return false;
    }

    signal clicked

    implicitWidth: layout.implicitWidth + 2 * padding
    implicitHeight: layout.implicitHeight + 2 * padding
    radius: Theme.radiusL
    color: interactive && pointer.hovered ? Theme.color.hover : Theme.color.surface
    border.width: Theme.borderWidth
    border.color: Theme.color.border
    activeFocusOnTab: interactive
    Accessible.role: interactive ? Accessible.Button : Accessible.Grouping
    Accessible.name: title
    Accessible.onPressAction: {
        if (root.interactive)
            root.clicked();
    }
    Keys.onPressed: event => {
        const clicks = event.key === Qt.Key_Return || event.key === Qt.Key_Space;
        if (root.interactive && clicks && !event.isAutoRepeat) {
            event.accepted = true;
            root.clicked();
        }
    }

    HoverHandler {
        id: pointer

        enabled: root.interactive
        cursorShape: Qt.PointingHandCursor
    }
    TapHandler {
        enabled: root.interactive
        onTapped: root.clicked()
    }
    ColumnLayout {
        id: layout

        x: root.padding
        y: root.padding
        width: root.width - 2 * root.padding
        height: root.stretches ? root.height - 2 * root.padding : implicitHeight
        spacing: Theme.spaceM

        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: false
            visible: root.title !== "" || headerRow.children.length > 0
            spacing: Theme.spaceM

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 2

                BodyText {
                    Layout.fillWidth: true
                    text: root.title
                    elide: Text.ElideRight
                    font.pixelSize: Theme.textM
                    font.weight: Theme.weightSemibold
                    Accessible.role: Accessible.Heading
                }
                BodyText {
                    Layout.fillWidth: true
                    visible: root.hint !== ""
                    text: root.hint
                    wrapMode: Text.Wrap
                    font.pixelSize: Theme.textS
                    color: Theme.color.textMuted
                }
            }
            RowLayout {
                id: headerRow

                Layout.fillWidth: false
                visible: children.length > 0
                spacing: Theme.spaceS
            }
        }
        ColumnLayout {
            id: column

            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: children.length > 0
            spacing: Theme.spaceS
        }
    }
    FocusRing {
        visible: root.interactive && root.activeFocus
        innerRadius: root.radius
        gap: 0
    }
}
