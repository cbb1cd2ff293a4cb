import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Desktop
import Tillkeeper.Theme

/*! A fresh token and ready snippets that use it. */
ColumnLayout {
    id: root

    required property Agents agents

    property int chosen: 0

    spacing: Theme.spaceM

    Banner {
        Layout.fillWidth: true
        kind: Banner.Warning
        text: qsTr("The token is shown this one time. Whoever has it can ask for payments as %1, within its rules.").arg(root.agents.freshName)
    }
    CodeBlock {
        Layout.fillWidth: true
        objectName: "freshToken"
        code: root.agents.freshToken
        language: qsTr("token")
    }
    Segments {
        name: qsTr("Snippet")
        options: root.agents.snippets.titles
        currentIndex: root.chosen
        onActivated: index => root.chosen = index
    }
    CodeBlock {
        Layout.fillWidth: true
        code: root.agents.snippets.titles.length > 0 ? root.agents.snippets.codeAt(root.chosen) : ""
        language: root.agents.snippets.titles.length > 0 ? root.agents.snippets.languageAt(root.chosen) : ""
        maximumHeight: 190
    }
}
