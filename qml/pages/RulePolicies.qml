pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! Whose rules: the global ones, and every agent's. Up and down keys go through them. */
Rectangle {
    id: root

    required property Rules rules

    implicitWidth: 210 * Math.min(Theme.textScale, 1.4)
    color: Theme.color.surface
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Policies")

    Rectangle {
        anchors.right: parent.right
        width: Theme.borderWidth
        height: parent.height
        color: Theme.color.border
    }
    Flickable {
        anchors.fill: parent
        contentWidth: width
        contentHeight: column.implicitHeight + 2 * Theme.spaceM
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        ScrollBar.vertical: SlimScrollBar {}

        ColumnLayout {
            id: column

            x: Theme.spaceM
            y: Theme.spaceXl
            width: parent.width - 2 * Theme.spaceM
            spacing: 2

            Repeater {
                model: root.rules.policies

                RulePolicyRow {
                    required property string policyId

                    Layout.fillWidth: true
                    objectName: "policy-" + policyId
                    current: policyId === root.rules.policyId
                    onClicked: root.rules.select(policyId)
                    Keys.onUpPressed: root.rules.step(-1)
                    Keys.onDownPressed: root.rules.step(1)
                }
            }
        }
    }
}
