#include "app/gateway/documents.h"
#include "app/gateway/router.h"
#include "core/support/json.h"
#include "core/wire/problem_codes.h"
#include "tests/places.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace till;
using nlohmann::json;

namespace {

json openApi()
{
    return json::parse(gateway::openApiDocument());
}

void collectReferences(const json& node, std::set<std::string>& found)
{
    if (node.is_object() && node.contains("$ref")) {
        found.insert(node["$ref"].get<std::string>());
    }
    if (node.is_structured()) {
        for (const json& each : node) {
            collectReferences(each, found);
        }
    }
}

std::string upper(std::string text)
{
    for (char& each : text) {
        each = static_cast<char>(std::toupper(static_cast<unsigned char>(each)));
    }
    return text;
}

} // namespace

/// The OpenAPI document says of paths, methods and codes what the endpoint does. That answers have the form
/// that it says is checked on real ones in tests/interop.
class TestDocuments : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyDocumentedOperationHasARoute();
    void noOtherMethodOfAPathHasARoute();
    void everyReferenceLeadsSomewhere();
    void everySchemaIsUsed();
    void listsEveryProblemCode();
    void onlyWhatIsOpenToAllNeedsNoToken();
    void theAgentsGuideNamesOnlyWhatIsThere();
};

void TestDocuments::everyDocumentedOperationHasARoute()
{
    std::set<gateway::Route> routes;
    const json document = openApi();
    for (const auto& [path, operations] : document["paths"].items()) {
        std::string real = path;
        for (const auto& [name, text] :
             {std::pair{"{id}", "pay_1"}, {"{scheme}", "https"}, {"{target}", "a.example/v1"}}) {
            if (const auto at = real.find(name); at != std::string::npos) {
                real.replace(at, std::string(name).size(), text);
            }
        }
        for (const auto& [method, operation] : operations.items()) {
            if (method == "parameters") {
                continue;
            }
            const auto routed = gateway::findRoute(upper(method), real);
            QVERIFY2(routed, (method + " " + path).c_str());
            routes.insert(routed->route);
            QVERIFY2(!operation["operationId"].get<std::string>().empty(), path.c_str());
        }
    }
    // Each way in is documented: the last of the enumeration, and none before it missing.
    QCOMPARE(routes.size(), static_cast<std::size_t>(gateway::Route::MoreList) + 1);
}

void TestDocuments::noOtherMethodOfAPathHasARoute()
{
    const json document = openApi();
    for (const auto& [path, operations] : document["paths"].items()) {
        if (path.starts_with(gateway::kProxyPrefix)) {
            continue; // takes any
        }
        std::string real = path;
        if (const auto at = real.find("{id}"); at != std::string::npos) {
            real.replace(at, 4, "pay_1");
        }
        for (const char* method : {"get", "post", "put", "patch", "delete"}) {
            QCOMPARE(gateway::findRoute(upper(method), real).has_value(), operations.contains(method));
        }
    }
}

void TestDocuments::everyReferenceLeadsSomewhere()
{
    const json document = openApi();
    std::set<std::string> found;
    collectReferences(document, found);
    QVERIFY(found.size() > 10);
    for (const std::string& each : found) {
        QVERIFY2(document.contains(json::json_pointer(each.substr(1))), each.c_str());
    }
}

void TestDocuments::everySchemaIsUsed()
{
    const json document = openApi();
    std::set<std::string> found;
    collectReferences(document, found);
    for (const auto& [name, schema] : document["components"]["schemas"].items()) {
        QVERIFY2(found.contains("#/components/schemas/" + name), name.c_str());
    }
}

void TestDocuments::listsEveryProblemCode()
{
    const json codes = openApi()["components"]["schemas"]["Problem"]["properties"]["code"]["enum"];
    const json problems = json::parse(gateway::problemsDocument())["problems"];
    QCOMPARE(codes.size(), wire::problemCodes().size());
    QCOMPARE(problems.size(), wire::problemCodes().size());
    for (std::size_t each = 0; each < codes.size(); ++each) {
        const wire::ProblemCode& code = wire::problemCodes()[each];
        QCOMPARE(codes[each].get<std::string>(), std::string(code.code));
        QCOMPARE(problems[each]["code"].get<std::string>(), std::string(code.code));
        QCOMPARE(problems[each]["status"].get<int>(), code.httpStatus);
        QVERIFY2(!problems[each]["hint"].get<std::string>().empty(), std::string(code.code).c_str());
    }
}

void TestDocuments::onlyWhatIsOpenToAllNeedsNoToken()
{
    const json document = openApi();
    for (const auto& [path, operations] : document["paths"].items()) {
        for (const auto& [method, operation] : operations.items()) {
            if (method != "parameters" && path.find('{') == std::string::npos) {
                const auto routed = gateway::findRoute(upper(method), path);
                QVERIFY(routed);
                QCOMPARE(gateway::isOpenToAll(routed->route), operation.contains("security"));
            }
        }
    }
}

void TestDocuments::theAgentsGuideNamesOnlyWhatIsThere()
{
    QFile file(QStringLiteral(TILL_SOURCE_DIR "/resources/agent-guide.md"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString guide = QString::fromUtf8(file.readAll());
    static const QRegularExpression row(QStringLiteral("\\n\\| (\\d{3}) \\| `([a-z_]+)`"));
    int rows = 0;
    for (auto each = row.globalMatch(guide); each.hasNext(); ++rows) {
        const auto match = each.next();
        const std::string code = match.captured(2).toStdString();
        QCOMPARE(std::string(wire::problemCode(code).code), code);
        QCOMPARE(wire::problemCode(code).httpStatus, match.captured(1).toInt());
    }
    QVERIFY(rows > 15);
    const json document = openApi();
    static const QRegularExpression path(QStringLiteral("`(?:GET |POST )?(/[a-z0-9./]+)`"));
    for (auto each = path.globalMatch(guide); each.hasNext();) {
        const std::string named = each.next().captured(1).toStdString();
        QVERIFY2(document["paths"].contains(named), named.c_str());
    }
}

QTEST_GUILESS_MAIN(TestDocuments)
#include "tst_documents.moc"
