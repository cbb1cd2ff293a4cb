pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Tillkeeper.Components
import Tillkeeper.Theme

/*! Strangers' words, code, and the type sizes. */
GalleryPage {
    id: root

    QuotedText {
        Layout.fillWidth: true
        source: qsTr("The seller says")
        quote: "Weather data for <b>Berlin</b> <img src='http://tracker.test/x.png'>"
    }
    QuotedText {
        Layout.fillWidth: true
        Layout.maximumWidth: 560
        source: qsTr("The agent says why")
        quote: "I need this because ".repeat(40) + "averylongwordwithoutanyspaces".repeat(6)
        maximumLines: 3
    }
    CodeBlock {
        Layout.fillWidth: true
        language: "Python"
        code: "import httpx\n\nanswer = httpx.post(\n    \"http://127.0.0.1:4020/v1/fetch\",\n    headers={\"Authorization\": \"Bearer \" + token},\n    json={\"url\": \"https://api.shop.test/search\"},\n)"
    }
    CodeBlock {
        Layout.fillWidth: true
        Layout.maximumWidth: 560
        language: "curl"
        maximumHeight: 90
        code: "curl -s http://127.0.0.1:4020/v1/payments -H 'Authorization: Bearer tk_0123456789' --data-binary @challenge.json --output answer.json\n\necho one\necho two\necho three\necho four"
    }
    SectionTitle {
        Layout.fillWidth: true
        text: qsTr("Type")
    }
    Repeater {
        model: [Theme.textXs, Theme.textS, Theme.textM, Theme.textL, Theme.textXl, Theme.textXxl]

        BodyText {
            required property int modelData

            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: qsTr("0123456789 Payments of 1 117.11 and 8 888.88 USDC")
            font.pixelSize: modelData
        }
    }
    BodyText {
        text: "Medium 1 117.11   8 888.88"
        font.weight: Theme.weightMedium
    }
    BodyText {
        text: "Semibold 1 117.11   8 888.88"
        font.weight: Theme.weightSemibold
    }
    BodyText {
        text: "0x8ba1 f109 551b D432 O0 1lI"
        font.family: Theme.monoFamily
    }
}
