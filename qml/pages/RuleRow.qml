pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Charts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! One sentence of a policy: its outcome, its words with the values to change, what of it is used, what is odd about it. */
FocusScope {
    id: root

    required property string path
    required property string name
    required property string namePath
    required property string verdict
    required property string verdictText
    required property string verdictPath
    required property PartListModel parts
    required property string plainText
    required property list<string> findings
    required property bool fresh
    required property bool first
    required property bool last
    required property bool removable
    required property bool hasUse
    required property string usedText
    required property string leftText
    required property real usedFraction
    required property real paceFraction
    required property string resetText

    /*! Room for the outcome, so that all sentences begin at one line. */
    property real verdictWidth: 92 * Math.min(Theme.textScale, 1.6)
    property string fixedVerdict
    property string fixedVerdictText
    property bool movable: true
    property bool useShown: false

    signal editRequested(string path, Item anchor)
    signal removeRequested(string path)
    signal upRequested(string path)
    signal downRequested(string path)

    implicitHeight: row.implicitHeight + 2 * Theme.spaceS
    Accessible.role: Accessible.ListItem
    Accessible.name: fresh ? qsTr("%1, not saved yet", "a rule").arg(plainText) : plainText

    Rectangle {
        anchors.fill: parent
        anchors.leftMargin: -Theme.spaceM
        anchors.rightMargin: -Theme.spaceM
        radius: Theme.radiusM
        color: pointer.hovered ? Theme.color.hover : "transparent"

        Rectangle {
            visible: root.fresh
            y: Theme.spaceXs
            width: 3
            height: parent.height - 2 * Theme.spaceXs
            radius: 2
            color: Theme.color.accent
        }
    }
    HoverHandler {
        id: pointer
    }
    RowLayout {
        id: row

        y: Theme.spaceS
        width: root.width
        spacing: Theme.spaceM

        Item {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: root.verdictWidth
            implicitHeight: Theme.compactHeight

            RuleVerdict {
                id: outcome

                width: parent.width
                objectName: "verdict" + root.path
                visible: root.verdictText !== "" || root.fixedVerdict !== ""
                verdict: root.verdict !== "" ? root.verdict : root.fixedVerdict
                text: root.verdictText !== "" ? root.verdictText : root.fixedVerdictText
                editable: root.verdictPath !== ""
                onClicked: root.editRequested(root.verdictPath, outcome)
            }
        }
        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: Theme.spaceXs

            Flow {
                Layout.fillWidth: true
                spacing: Math.round(4 * Theme.textScale)

                Repeater {
                    model: root.parts

                    RuleChip {
                        id: chip

                        required property string path
                        required editable
                        required adding
                        required missing
                        required label

                        objectName: editable ? "part" + path : ""
                        onClicked: root.editRequested(path, chip)
                    }
                }
            }
            RowLayout {
                visible: root.namePath !== ""
                spacing: Theme.spaceXs

                Icon {
                    name: "tag"
                    size: Theme.textS
                    color: Theme.color.textFaint
                }
                RuleName {
                    id: label

                    objectName: "name" + root.path
                    text: root.name
                    onClicked: root.editRequested(root.namePath, label)
                }
            }
            Repeater {
                model: root.findings

                RowLayout {
                    id: finding

                    required property string modelData

                    Layout.fillWidth: true
                    spacing: Theme.spaceXs

                    Icon {
                        Layout.alignment: Qt.AlignTop
                        Layout.topMargin: 1
                        name: "triangle-alert"
                        size: Theme.textM
                        color: Theme.color.warningText
                    }
                    BodyText {
                        Layout.fillWidth: true
                        text: finding.modelData
                        wrapMode: Text.Wrap
                        font.pixelSize: Theme.textS
                        color: Theme.color.warningText
                    }
                }
            }
        }
        ColumnLayout {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: 220 * Math.min(Theme.textScale, 1.4)
            Layout.fillWidth: false
            Layout.topMargin: 3
            visible: root.useShown
            opacity: root.hasUse ? 1 : 0
            spacing: 3
            Accessible.role: Accessible.ProgressBar
            Accessible.name: root.hasUse ? qsTr("%1, %2, %3").arg(root.usedText).arg(root.leftText).arg(root.resetText) : ""
            Accessible.ignored: !root.hasUse

            RowLayout {
                Layout.fillWidth: true
                spacing: Theme.spaceS

                BodyText {
                    Layout.fillWidth: true
                    text: root.usedText
                    elide: Text.ElideRight
                    font.pixelSize: Theme.textS
                    color: Theme.color.textMuted
                    Accessible.ignored: true
                }
                BodyText {
                    text: root.leftText
                    font.pixelSize: Theme.textS
                    font.weight: Theme.weightMedium
                    color: root.usedFraction > 1 ? Theme.color.dangerText : Theme.color.text
                    Accessible.ignored: true
                }
            }
            BudgetBarItem {
                Layout.fillWidth: true
                implicitHeight: 10
                usedFraction: root.usedFraction
                afterFraction: -1
                paceFraction: root.paceFraction
                trackColor: Theme.color.pressed
                usedColor: root.usedFraction >= 0.8 ? Theme.color.warning : Theme.color.accent
                overColor: Theme.color.danger
                tickColor: Theme.color.text
                tickEdgeColor: Theme.color.surface
            }
            BodyText {
                visible: root.resetText !== ""
                text: root.resetText
                font.pixelSize: Theme.textXs
                color: Theme.color.textFaint
                Accessible.ignored: true
            }
        }
        RowLayout {
            Layout.alignment: Qt.AlignTop
            Layout.preferredWidth: (root.movable ? 3 : 1) * Theme.compactHeight
            Layout.fillWidth: false
            opacity: root.removable ? 1 : 0
            enabled: root.removable
            spacing: 0

            IconButton {
                visible: root.movable
                compact: true
                enabled: !root.first
                iconName: "chevron-up"
                text: qsTr("Move up")
                Accessible.name: qsTr("Move up: %1").arg(root.name)
                onClicked: root.upRequested(root.path)
            }
            IconButton {
                visible: root.movable
                compact: true
                enabled: !root.last
                iconName: "chevron-down"
                text: qsTr("Move down")
                Accessible.name: qsTr("Move down: %1").arg(root.name)
                onClicked: root.downRequested(root.path)
            }
            IconButton {
                objectName: "remove" + root.path
                compact: true
                iconName: "trash-2"
                text: qsTr("Remove")
                Accessible.name: qsTr("Remove: %1").arg(root.name)
                onClicked: root.removeRequested(root.path)
            }
        }
    }
}
