#include "app/cli/command.h"
#include "app/cli/snippets.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace till::cli;

namespace {

const SnippetPlaces kPlaces{"http://127.0.0.1:4402", "https://api.example.com/v1",
                            "/home/me/.local/share/tillkeeper", "8453"};

} // namespace

/// That each runs and pays is shown in tests/interop.
class TestSnippets : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leaveNoPlaceOpen()
    {
        for (const Snippet& each : snippets()) {
            const auto text = QByteArray::fromStdString(snippetText(each.name, kPlaces).value());
            QVERIFY2(!text.contains('@') || each.name.starts_with("typescript") || each.name == "ethers" ||
                         each.name == "viem",
                     each.name.data());
            for (const char* place : {"@ENDPOINT@", "@URL@", "@TARGET@", "@DATA_DIR@", "@CHAIN@"}) {
                QVERIFY2(!text.contains(place), each.name.data());
            }
            QVERIFY2(text.endsWith('\n') && !text.contains("\r"), each.name.data());
        }
    }

    void holdNoToken()
    {
        for (const Snippet& each : snippets()) {
            const auto text = QByteArray::fromStdString(snippetText(each.name, kPlaces).value());
            QVERIFY2(text.contains("TILL_TOKEN"), each.name.data());
        }
    }

    void theSettingsOfClientsAreJson()
    {
        for (const char* name : {"claude-code", "cursor", "mcp"}) {
            const auto text = QByteArray::fromStdString(snippetText(name, kPlaces).value());
            QVERIFY2(QJsonDocument::fromJson(text).isObject(), name);
        }
    }

    void theProxysTargetIsThePathOfItsUrl()
    {
        QVERIFY(snippetText("openai", kPlaces)->find("/proxy/https/api.example.com/v1\"") !=
                std::string::npos);
    }

    void theHelpNamesThemAll()
    {
        const auto found = std::ranges::find(commands(), std::string_view("agent show"), &Command::name);
        QVERIFY(found != commands().end());
        for (const Snippet& each : snippets()) {
            QVERIFY2(found->options.front().help.find(each.name) != std::string_view::npos, each.name.data());
        }
        QVERIFY(!snippetText("basic", kPlaces));
    }
};

QTEST_APPLESS_MAIN(TestSnippets)
#include "tst_snippet_texts.moc"
