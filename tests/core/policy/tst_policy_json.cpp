#include "core/policy/policy_json.h"
#include "tests/places.h"

#include "tests/core/policy/facts.h"

#include <QFile>
#include <QTest>

#include "core/support/json.h"
#include <rapidcheck.h>

using namespace till;
using namespace till::policy;
using namespace till::tests;
using nlohmann::json;

Q_DECLARE_METATYPE(till::policy::PolicyError)

namespace {

std::string textOfFile(const QString& path)
{
    QFile file(QStringLiteral(TILL_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// Every member there is, each with a value that is not its default.
const std::string& everything()
{
    static const std::string text = textOfFile(QStringLiteral("tests/core/policy/every_member.json"));
    return text;
}

/// The document with one member replaced, named by its JSON pointer.
std::string with(const char* pointer, const json& value)
{
    json document = json::parse(everything());
    document[json::json_pointer(pointer)] = value;
    return document.dump();
}

std::string without(const char* parent, const char* member)
{
    json document = json::parse(everything());
    document[json::json_pointer(parent)].erase(member);
    return document.dump();
}

/// Each member of a document that has a meaning of its own, by pointer.
void collectPointers(const json& value, const std::string& path, std::vector<std::string>& out)
{
    if (!path.empty())
        out.push_back(path);
    if (value.is_object()) {
        for (const auto& [key, child] : value.items())
            collectPointers(child, path + "/" + key, out);
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i)
            collectPointers(value[i], path + "/" + std::to_string(i), out);
    }
}

/// Follows the schema far enough to say whether its members allow the document's, at every place.
bool isAllowedBySchema(const json& schema, const json& root, const json& value)
{
    if (schema.contains("$ref")) {
        const std::string ref = schema["$ref"].get<std::string>();
        return isAllowedBySchema(root[json::json_pointer(ref.substr(1))], root, value);
    }
    if (value.is_object()) {
        for (const auto& [key, child] : value.items()) {
            if (!schema.contains("properties") || !schema["properties"].contains(key) ||
                !isAllowedBySchema(schema["properties"][key], root, child))
                return false;
        }
        return schema.value("additionalProperties", true) == false;
    }
    if (value.is_array() && schema.contains("items")) {
        return std::all_of(value.begin(), value.end(),
                           [&](const json& each) { return isAllowedBySchema(schema["items"], root, each); });
    }
    if (schema.contains("enum"))
        return std::find(schema["enum"].begin(), schema["enum"].end(), value) != schema["enum"].end();
    return true;
}

} // namespace

class TestPolicyJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsEveryMember();
    void writesWhatItReads();
    void smallestDocument();
    void presetsSurviveTheRoundTrip_data();
    void presetsSurviveTheRoundTrip();
    void canonicalTextIsStable();
    void addressesGetTheirChecksum();
    void refusesWithThePlace_data();
    void refusesWithThePlace();
    void everyUnknownKeyIsRefused();
    void everyWrongTypeIsRefused();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void limitsOfListsHold();
    void describeNamesThePlace();
    void schemaKnowsEveryMember();
    void mutatedDocumentsNeverCrash();
};

void TestPolicyJson::readsEveryMember()
{
    const Policy policy = policyFrom(everything());
    QCOMPARE(policy.name, std::string("all of it"));
    QCOMPARE(policy.otherwise, Verdict::Deny);
    QCOMPARE(policy.money, MoneyKind::PracticeOnly);
    QVERIFY(policy.perPaymentMicro == usd("1.5"));
    QCOMPARE(policy.maxValiditySeconds, std::int64_t{300});
    QCOMPARE(policy.privateHosts.size(), std::size_t{2});
    QCOMPARE(policy.preferNetworks.size(), std::size_t{2});
    QCOMPARE(policy.rules.size(), std::size_t{3});
    QCOMPARE(policy.rules[0].when.size(), std::size_t{19});
    const auto& token = std::get<AmountTest>(policy.rules[1].when.front());
    QVERIFY(token.above == amount("1000000000000000"));
    QVERIFY(policy.rules[2].when.empty());
    const Budget& day = policy.budgets[0];
    QCOMPARE(day.whenExceeded, Verdict::Ask);
    QVERIFY((day.per == std::vector<Dimension>{Dimension::Agent, Dimension::Host}));
    QCOMPARE(std::get<CalendarWindow>(day.window).zone.name(), std::string("Asia/Kathmandu"));
    QCOMPARE(std::get<CountLimit>(policy.budgets[1].limit).payments, std::uint64_t{60});
    QCOMPARE(std::get<RollingWindow>(policy.budgets[1].window).seconds, std::int64_t{60});
    QCOMPARE(std::get<CalendarWindow>(policy.budgets[2].window).zone.name(), std::string("UTC"));
    QVERIFY(std::holds_alternative<LifetimeWindow>(policy.budgets[3].window));
    QCOMPARE(policy.grants[0].until.seconds(), std::int64_t{1'767'225'600});
    QCOMPARE(policy.grants[0].payTo, std::string(kShopPayee));
}

void TestPolicyJson::writesWhatItReads()
{
    const Policy policy = policyFrom(everything());
    QVERIFY(policyFrom(toJson(policy)) == policy);
    // Nothing of the document is lost: every pointer of ours is in what we write, defaults and all.
    std::vector<std::string> pointers;
    collectPointers(json::parse(everything()), "", pointers);
    const json written = json::parse(toJson(policy));
    for (const std::string& pointer : pointers)
        QVERIFY2(written.contains(json::json_pointer(pointer)), pointer.c_str());
}

void TestPolicyJson::smallestDocument()
{
    const Policy policy = policyFrom(R"({"version":1,"name":"p","default":"ask"})");
    QVERIFY(!policy.perPaymentMicro);
    QVERIFY(policy.rules.empty() && policy.budgets.empty() && policy.grants.empty());
    QCOMPARE(policy.maxValiditySeconds, kMaxValiditySeconds);
    QCOMPARE(toJson(policy), std::string(R"({"version":1,"name":"p","default":"ask"})"));
}

void TestPolicyJson::presetsSurviveTheRoundTrip_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const std::string_view name : kPresetNames)
        QTest::newRow(std::string(name).c_str())
            << QByteArray(name.data(), static_cast<qsizetype>(name.size()));
}

void TestPolicyJson::presetsSurviveTheRoundTrip()
{
    QFETCH(QByteArray, name);
    for (const TimeZone& zone : {TimeZone(), TimeZone::named("Europe/Berlin").value()}) {
        const Policy preset = presetPolicy(name.toStdString(), zone).value();
        QVERIFY(policyFrom(toJson(preset)) == preset);
    }
}

void TestPolicyJson::canonicalTextIsStable()
{
    // The text is hashed into the ledger, so it may not change with the order of the members in the document.
    const json ordered = json::parse(everything());
    std::string reversed;
    for (auto member = ordered.rbegin(); member != ordered.rend(); ++member)
        reversed += (reversed.empty() ? "{" : ",") + json(member.key()).dump() + ":" + member.value().dump(2);
    const std::string text = toJson(policyFrom(everything()));
    QCOMPARE(toJson(policyFrom(reversed + "}")), text);
    QCOMPARE(toJson(policyFrom(text)), text);
    QCOMPARE(
        toJson(presetPolicy("careful", TimeZone()).value()),
        std::string(R"({"version":1,"name":"careful","default":"ask","perPaymentUsd":"1.00",)"
                    R"("budgets":[{"name":"day","limit":{"usd":"5.00"},"window":{"calendar":"day"}}]})"));
}

void TestPolicyJson::addressesGetTheirChecksum()
{
    const Policy policy = policyFrom(everything());
    QCOMPARE(policy.budgets[0].only.payTo[0], std::string(kShopPayee));
    QCOMPARE(policy.budgets[0].only.assets[0], std::string(kBase) + "/" + std::string(kBaseUsdc));
}

void TestPolicyJson::refusesWithThePlace_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<PolicyError>("error");
    QTest::addColumn<QByteArray>("path");
    const auto row = [](const char* tag, const std::string& document, PolicyError error, const char* path) {
        QTest::newRow(tag) << QByteArray::fromStdString(document) << error << QByteArray(path);
    };
    const auto set = [&row](const char* tag, const char* pointer, const json& value, PolicyError error) {
        row(tag, with(pointer, value), error, pointer);
    };
    const std::string bigAmount =
        "115792089237316195423570985008687907853269984665640564039457584007913129639936";
    row("a list", "[]", PolicyError::WrongType, "");
    row("no version", without("", "version"), PolicyError::MissingKey, "/version");
    set("version 2", "/version", 2, PolicyError::BadValue);
    set("version text", "/version", "1", PolicyError::WrongType);
    row("no name", without("", "name"), PolicyError::MissingKey, "/name");
    set("name empty", "/name", "", PolicyError::BadValue);
    set("name of two lines", "/name", "a\nb", PolicyError::BadValue);
    set("name that turns direction", "/name", "a\u202e", PolicyError::BadValue);
    set("name too long", "/name", std::string(kMaxNameBytes + 1, 'a'), PolicyError::BadValue);
    row("no default", without("", "default"), PolicyError::MissingKey, "/default");
    set("default unknown", "/default", "maybe", PolicyError::BadValue);
    set("default in capitals", "/default", "Ask", PolicyError::BadValue);
    set("money unknown", "/money", "real", PolicyError::BadValue);
    set("cap as number", "/perPaymentUsd", 1.5, PolicyError::WrongType);
    set("cap finer than a millionth", "/perPaymentUsd", "0.0000001", PolicyError::BadAmount);
    set("cap with comma", "/perPaymentUsd", "1,5", PolicyError::BadAmount);
    set("cap negative", "/perPaymentUsd", "-1", PolicyError::BadAmount);
    set("cap with sign", "/perPaymentUsd", "$1", PolicyError::BadAmount);
    set("cap too large", "/perPaymentUsd", bigAmount, PolicyError::BadAmount);
    set("validity zero", "/maxValiditySeconds", 0, PolicyError::BadValue);
    set("validity above ten minutes", "/maxValiditySeconds", 601, PolicyError::BadValue);
    set("validity fraction", "/maxValiditySeconds", 60.0, PolicyError::WrongType);
    set("validity beyond 63 bits", "/maxValiditySeconds", 18446744073709551615ULL, PolicyError::BadValue);
    set("host in capitals", "/privateHosts/0", "Local", PolicyError::BadPattern);
    set("host twice", "/privateHosts/1", "127.0.0.1:4403", PolicyError::RepeatedName);
    set("network not CAIP-2", "/preferNetworks/0", "base", PolicyError::BadValue);
    set("rules object", "/rules", json::object(), PolicyError::WrongType);
    row("rule without name", without("/rules/1", "name"), PolicyError::MissingKey, "/rules/1/name");
    set("rule name twice", "/rules/1/name", "everything", PolicyError::RepeatedName);
    row("rule without when", without("/rules/0", "when"), PolicyError::MissingKey, "/rules/0/when");
    set("rule verdict", "/rules/0/verdict", "block", PolicyError::BadValue);
    set("empty list", "/rules/0/when/hosts", json::array(), PolicyError::BadValue);
    set("list as text", "/rules/0/when/hosts", "b.test", PolicyError::WrongType);
    set("host with a star inside", "/rules/0/when/hosts/0", "a.*.com", PolicyError::BadPattern);
    set("path without slash", "/rules/0/when/paths/0", "v1", PolicyError::BadPattern);
    set("method in lower case", "/rules/0/when/methods/0", "get", PolicyError::BadValue);
    set("token without network", "/rules/0/when/assets/0", "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
        PolicyError::BadValue);
    set("dialect unknown", "/rules/0/when/dialects/0", "x402", PolicyError::BadValue);
    set("payee with a wrong checksum", "/rules/0/when/payTo/0", "0x209693BC6afc0C5328bA36FaF03C514EF312287C",
        PolicyError::BadValue);
    set("payee by name", "/rules/0/when/payTo/0", "shop.eth", PolicyError::BadValue);
    set("interface unknown", "/rules/0/when/interfaces/0", "soap", PolicyError::BadValue);
    row("tool in an allow rule", with("/rules/2/when", {{"tools", {"search"}}}), PolicyError::ClaimInAllow,
        "/rules/2/when/tools");
    set("amount empty", "/rules/0/when/amount", json::object(), PolicyError::MissingKey);
    set("amount upside down", "/rules/0/when/amount", {{"from", "2"}, {"to", "1"}},
        PolicyError::Contradiction);
    set("amount above its end", "/rules/0/when/amount", {{"above", "1"}, {"to", "1"}},
        PolicyError::Contradiction);
    set("amount from and above", "/rules/0/when/amount", {{"from", "1"}, {"above", "1"}},
        PolicyError::Contradiction);
    set("atomic amount with a point", "/rules/1/when/amount/above", "1.5", PolicyError::BadAmount);
    set("first as text", "/rules/0/when/firstToHost", "yes", PolicyError::WrongType);
    set("percent zero", "/rules/0/when/price/differsByPercent", 0, PolicyError::BadValue);
    set("last 21", "/rules/0/when/price/last", 21, PolicyError::BadValue);
    set("zone unknown", "/rules/0/when/time/zone", "Europe/Atlantis", PolicyError::UnknownZone);
    set("zone path", "/rules/0/when/time/zone", "../../etc/passwd", PolicyError::UnknownZone);
    set("weekday", "/rules/0/when/time/weekdays/0", "Monday", PolicyError::BadValue);
    set("clock 24:00 as a start", "/rules/0/when/time/from", "24:00", PolicyError::BadValue);
    set("clock 25:00", "/rules/0/when/time/to", "25:00", PolicyError::BadValue);
    set("clock 10:60", "/rules/0/when/time/to", "10:60", PolicyError::BadValue);
    set("clock 9:00", "/rules/0/when/time/to", "9:00", PolicyError::BadValue);
    set("clock with signs", "/rules/0/when/time/to", "+1:-1", PolicyError::BadValue);
    row("time without length",
        with("/rules/0/when/time", {{"zone", "UTC"}, {"from", "10:00"}, {"to", "10:00"}}),
        PolicyError::Contradiction, "/rules/0/when/time");
    set("two limits", "/budgets/0/limit", {{"usd", "1"}, {"payments", 1}}, PolicyError::Contradiction);
    row("no limit", with("/budgets/0/limit", json::object()), PolicyError::MissingKey,
        "/budgets/0/limit/usd");
    row("token limit without amount",
        with("/budgets/3/limit", {{"asset", "eip155:8453/0x4200000000000000000000000000000000000006"}}),
        PolicyError::MissingKey, "/budgets/3/limit/atomic");
    set("count negative", "/budgets/1/limit/payments", -1, PolicyError::BadValue);
    set("window of 59 seconds", "/budgets/1/window/rollingSeconds", 59, PolicyError::BadValue);
    set("window of 91 days", "/budgets/1/window/rollingSeconds", 91 * 86400, PolicyError::BadValue);
    set("two windows", "/budgets/1/window", {{"rollingSeconds", 60}, {"lifetime", true}},
        PolicyError::Contradiction);
    set("zone of a rolling window", "/budgets/1/window", {{"rollingSeconds", 60}, {"zone", "UTC"}},
        PolicyError::Contradiction);
    set("lifetime false", "/budgets/3/window/lifetime", false, PolicyError::BadValue);
    set("calendar year", "/budgets/0/window/calendar", "year", PolicyError::BadValue);
    set("per twice", "/budgets/0/per/1", "host", PolicyError::RepeatedName);
    set("per unknown", "/budgets/0/per/1", "tool", PolicyError::BadValue);
    set("exceeded allows", "/budgets/0/whenExceeded", "allow", PolicyError::BadValue);
    set("budget name twice", "/budgets/1/name", "day", PolicyError::RepeatedName);
    row("grant without end", without("/grants/0", "untilSeconds"), PolicyError::MissingKey,
        "/grants/0/untilSeconds");
    set("grant end before 1970", "/grants/0/untilSeconds", -1, PolicyError::BadValue);
    set("grant for everything", "/grants/0/host", "*", PolicyError::BadPattern);
}

void TestPolicyJson::refusesWithThePlace()
{
    QFETCH(QByteArray, document);
    QFETCH(PolicyError, error);
    QFETCH(QByteArray, path);
    const auto policy = parsePolicy(document.toStdString());
    QVERIFY(!policy);
    QCOMPARE(policy.error().path, path.toStdString());
    QCOMPARE(policy.error().error, error);
}

void TestPolicyJson::everyUnknownKeyIsRefused()
{
    std::vector<std::string> pointers{""};
    collectPointers(json::parse(everything()), "", pointers);
    int tried = 0;
    for (const std::string& pointer : pointers) {
        json document = json::parse(everything());
        json& place = document[json::json_pointer(pointer)];
        if (!place.is_object())
            continue;
        place["unkno/wn"] = 1;
        const auto policy = parsePolicy(document.dump());
        QVERIFY2(!policy, pointer.c_str());
        QCOMPARE(policy.error(), (PolicyFault{PolicyError::UnknownKey, pointer + "/unkno~1wn"}));
        ++tried;
    }
    QVERIFY(tried >= 15);
}

void TestPolicyJson::everyWrongTypeIsRefused()
{
    std::vector<std::string> pointers;
    collectPointers(json::parse(everything()), "", pointers);
    for (const std::string& pointer : pointers) {
        for (const json& wrong : {json(nullptr), json(0.5), json(json::array({json::array()}))}) {
            const auto policy = parsePolicy(with(pointer.c_str(), wrong));
            QVERIFY2(!policy, pointer.c_str());
            QVERIFY2(policy.error().path.starts_with(pointer), policy.error().path.c_str());
        }
    }
}

void TestPolicyJson::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("truncated") << QByteArray::fromStdString(everything()).left(500);
    QTest::newRow("comment") << QByteArray(R"({"version":1,"name":"p","default":"ask"} // mine)");
    QTest::newRow("repeated key") << QByteArray(
        R"({"version":1,"name":"p","default":"deny","default":"allow"})");
    QTest::newRow("too deep") << QByteArray(20, '[') + QByteArray(20, ']');
    QTest::newRow("too large") << QByteArray::fromStdString(everything()) +
                                      QByteArray(static_cast<qsizetype>(kMaxPolicyBytes), ' ');
}

void TestPolicyJson::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, text);
    QCOMPARE(parsePolicy(text.toStdString()).error(), (PolicyFault{PolicyError::NotJson, ""}));
}

void TestPolicyJson::limitsOfListsHold()
{
    const auto many = [](const char* pointer, std::size_t count,
                         const std::function<json(std::size_t)>& make) {
        json list = json::array();
        for (std::size_t i = 0; i < count; ++i)
            list.push_back(make(i));
        return with(pointer, list);
    };
    const auto rule = [](std::size_t i) {
        return json{{"name", "r" + std::to_string(i)}, {"verdict", "deny"}, {"when", json::object()}};
    };
    QVERIFY(parsePolicy(many("/rules", kMaxRules, rule)));
    QCOMPARE(parsePolicy(many("/rules", kMaxRules + 1, rule)).error(),
             (PolicyFault{PolicyError::TooMany, "/rules"}));
    const auto budget = [](std::size_t i) {
        return json{{"name", "b" + std::to_string(i)},
                    {"limit", {{"payments", 1}}},
                    {"window", {{"lifetime", true}}}};
    };
    QVERIFY(parsePolicy(many("/budgets", kMaxBudgets, budget)));
    QCOMPARE(parsePolicy(many("/budgets", kMaxBudgets + 1, budget)).error().error, PolicyError::TooMany);
    const auto host = [](std::size_t i) { return json("h" + std::to_string(i) + ".test"); };
    QVERIFY(parsePolicy(many("/rules/0/when/hosts", kMaxTestTexts, host)));
    QCOMPARE(parsePolicy(many("/rules/0/when/hosts", kMaxTestTexts + 1, host)).error().error,
             PolicyError::TooMany);
}

void TestPolicyJson::describeNamesThePlace()
{
    QCOMPARE(
        describe({PolicyError::UnknownZone, "/budgets/0/window/zone"}),
        std::string("A time zone of the policy is not known on this machine (at /budgets/0/window/zone)."));
    for (int error = 0; error <= static_cast<int>(PolicyError::Contradiction); ++error)
        QVERIFY(describe({static_cast<PolicyError>(error), ""}).size() > 20);
    // A key of a stranger's document may hold anything.
    QVERIFY(describe({PolicyError::UnknownKey, "/a\u202e\n"}).find('\n') == std::string::npos);
}

void TestPolicyJson::schemaKnowsEveryMember()
{
    const json schema = json::parse(textOfFile(QStringLiteral("resources/policy.schema.json")));
    QVERIFY(isAllowedBySchema(schema, schema, json::parse(everything())));
    for (const std::string_view name : kPresetNames) {
        const std::string preset =
            toJson(presetPolicy(name, TimeZone::named("Europe/Berlin").value()).value());
        QVERIFY(isAllowedBySchema(schema, schema, json::parse(preset)));
    }
    // And no member that the reader does not know.
    std::vector<std::string> known;
    collectPointers(json::parse(everything()), "", known);
    const auto isUsed = [&known](const std::string& member) {
        return std::any_of(known.begin(), known.end(),
                           [&member](const std::string& pointer) { return pointer.ends_with("/" + member); });
    };
    const auto checkMembers = [&isUsed](const json& object) {
        const json properties = object.value("properties", json::object());
        for (const auto& [member, ignored] : properties.items())
            QVERIFY2(isUsed(member), member.c_str());
    };
    checkMembers(schema);
    for (const auto& [name, definition] : schema["$defs"].items())
        checkMembers(definition);
}

void TestPolicyJson::mutatedDocumentsNeverCrash()
{
    QVERIFY(rc::check("a damaged document is refused or is a policy that survives the round trip", [] {
        std::string text = everything();
        const auto times = *rc::gen::inRange(1, 6);
        for (int i = 0; i < times; ++i) {
            const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
            switch (*rc::gen::inRange(0, 3)) {
            case 0:
                text.erase(at, *rc::gen::inRange<std::size_t>(1, 8));
                break;
            case 1:
                text.insert(at, 1, *rc::gen::element('"', '{', '}', '[', ']', ',', ':', '0', '-', 'x', '\\'));
                break;
            default:
                text[at] = *rc::gen::arbitrary<char>();
            }
        }
        if (const auto policy = parsePolicy(text))
            RC_ASSERT(parsePolicy(toJson(*policy)).value() == *policy);
    }));
}

QTEST_APPLESS_MAIN(TestPolicyJson)
#include "tst_policy_json.moc"
