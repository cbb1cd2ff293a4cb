pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Charts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! All components, page by page, in the chosen colours and text size. */
ApplicationWindow {
    id: root

    required property string mode
    required property real textScale
    /*! Nothing moves: for pictures. */
    required property bool still
    required property SpendSeriesModel day
    required property SpendSeriesModel year
    required property SpendSeriesModel nothing

    property int page: 0
    readonly property list<string> pageNames: ["Buttons", "Fields", "Signs", "Boxes", "Rows", "Words", "Charts", "Overlays", "Icons"]
    readonly property list<string> pageIcons: ["play", "pencil", "tag", "package", "layers", "quote", "chart-column-stacked", "panel-left", "star"]
    readonly property int pageCount: pageNames.length
    readonly property string pageName: pageNames[page]

    width: 1280
    height: 720
    visible: true
    title: qsTr("Components of Tillkeeper")
    color: Theme.color.window
    Component.onCompleted: {
        Theme.mode = mode;
        Theme.textScale = textScale;
        Theme.reduceMotion = still;
    }

    RowLayout {
        anchors.fill: parent
        spacing: 0

        Rectangle {
            Layout.fillHeight: true
            implicitWidth: Math.round(210 * Theme.textScale)
            color: Theme.color.sidebar

            ColumnLayout {
                anchors.fill: parent
                anchors.margins: Theme.spaceS
                spacing: 2

                Repeater {
                    model: root.pageNames

                    NavItem {
                        required property string modelData
                        required property int index

                        Layout.fillWidth: true
                        text: modelData
                        iconName: root.pageIcons[index]
                        current: root.page === index
                        badgeText: index === 4 ? "3" : ""
                        onClicked: root.page = index
                    }
                }
                Item {
                    Layout.fillHeight: true
                }
                Segments {
                    name: qsTr("Colours")
                    options: ["light", "dark", "contrast"]
                    currentIndex: options.indexOf(Theme.mode)
                    onActivated: index => Theme.mode = options[index]
                }
                Segments {
                    name: qsTr("Text size")
                    options: ["100 %", "150 %", "200 %"]
                    currentIndex: Math.round((Theme.textScale - 1) * 2)
                    onActivated: index => Theme.textScale = 1 + index / 2
                }
            }
            Rectangle {
                anchors.right: parent.right
                width: Theme.borderWidth
                height: parent.height
                color: Theme.color.border
            }
        }
        StackLayout {
            currentIndex: root.page

            ButtonsPage {}
            FieldsPage {}
            SignsPage {}
            BoxesPage {}
            RowsPage {}
            WordsPage {}
            ChartsPage {
                day: root.day
                year: root.year
                nothing: root.nothing
            }
            OverlaysPage {
                shown: root.pageName === "Overlays"
            }
            IconsPage {}
        }
    }
}
