#include "core/policy/lint.h"

#include "tests/core/policy/facts.h"

#include <QTest>

#include <algorithm>

using namespace till;
using namespace till::policy;
using namespace till::tests;

namespace {

const std::string kUsdc = R"("eip155:8453/0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913")";
const std::string kOtherChainUsdc = R"("eip155:84532/0x036CbD53842c5426634e7929541eC2318f3dCF7e")";

Policy policyOf(const std::string& members, const std::string& otherwise = "allow")
{
    return policyFrom(R"({"version":1,"name":"p","default":")" + otherwise + "\"" +
                      (members.empty() ? "" : "," + members) + "}");
}

std::string rule(const std::string& name, const std::string& verdict, const std::string& when)
{
    return R"({"name":")" + name + R"(","verdict":")" + verdict + R"(","when":)" + when + "}";
}
std::string budget(const std::string& name, const std::string& limit, const std::string& window,
                   const std::string& more = {})
{
    return R"({"name":")" + name + R"(","limit":)" + limit + R"(,"window":)" + window + more + "}";
}
const std::string kByDay = R"({"calendar":"day","zone":"Europe/Berlin"})";
const std::string kByMonth = R"({"calendar":"month","zone":"Europe/Berlin"})";

QByteArray found(const Policy& policy, const Policy& global = emptyPolicy(), Layer layer = Layer::Agent)
{
    std::string text;
    for (const LintFinding& each : lint(policy, {.layer = layer,
                                                .global = global,
                                                .registry = money::Registry::builtIn(),
                                                .agent = "a1",
                                                .now = kNoon}))
        text += (text.empty() ? "" : " ") + each.path + ":" + std::string(each.code);
    return QByteArray::fromStdString(text);
}

} // namespace

class TestLint : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void presetsHaveNothingToFind_data();
    void presetsHaveNothingToFind();
    void findsWhatHasNoEffect_data();
    void findsWhatHasNoEffect();
    void saysNothingOfWhatWorks_data();
    void saysNothingOfWhatWorks();
    void theGlobalPolicyStandsAbove_data();
    void theGlobalPolicyStandsAbove();
    void everyFindingIsASentence();
    void whatIsCoveredNeverDecides();
};

void TestLint::presetsHaveNothingToFind_data()
{
    QTest::addColumn<QByteArray>("preset");
    for (const char* preset : {"practice", "careful", "everyday", "autopilot"})
        QTest::newRow(preset) << QByteArray(preset);
}

void TestLint::presetsHaveNothingToFind()
{
    QFETCH(QByteArray, preset);
    QCOMPARE(found(presetPolicy(preset.toStdString(), TimeZone()).value()), QByteArray());
}

void TestLint::findsWhatHasNoEffect_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QByteArray>("otherwise");
    QTest::addColumn<QByteArray>("findings");
    const auto row = [](const char* tag, const std::string& members, const char* otherwise,
                        const char* findings) {
        QTest::newRow(tag) << QByteArray::fromStdString(members) << QByteArray(otherwise)
                           << QByteArray(findings);
    };
    const auto rules = [&row](const char* tag, const char* otherwise, const std::string& all,
                              const char* findings) {
        row(tag, R"("rules":[)" + all + "]", otherwise, findings);
    };
    const auto budgets = [&row](const char* tag, const std::string& all, const char* findings) {
        row(tag, R"("budgets":[)" + all + "]", "allow", findings);
    };
    const auto grants = [&row](const char* tag, const std::string& all, const char* findings,
                               const std::string& more = R"("rules":[])") {
        row(tag, more + R"(,"grants":[)" + all + "]", "ask", findings);
    };
    row("nothing allows", "", "deny", "/default:denies_everything");
    row("a payment costs nothing", R"("perPaymentUsd":"0")", "allow", "/perPaymentUsd:denies_everything");
    row("cap above a budget",
        R"("perPaymentUsd":"10","budgets":[)" + budget("day", R"({"usd":"5"})", kByDay) + "]", "allow",
        "/perPaymentUsd:never_reached");
    row("unknown network", R"("preferNetworks":["eip155:8453","eip155:999999"])", "allow",
        "/preferNetworks/1:unknown_network");

    rules("networks nobody knows", "allow", rule("r", "deny", R"({"networks":["eip155:999999"]})"),
          "/rules/0/when/networks:never_matches");
    rules("tokens nobody knows", "allow",
          rule("r", "deny", R"({"assets":["eip155:8453/0x0000000000000000000000000000000000000001"]})"),
          "/rules/0/when/assets:never_matches");
    rules("token of another network", "allow",
          rule("r", "deny", R"({"networks":["eip155:8453"],"assets":[)" + kOtherChainUsdc + "]}"),
          "/rules/0/when/assets:never_matches");
    rules("amount of another token", "allow",
          rule("r", "deny",
               R"({"assets":[)" + kUsdc + R"(],"amount":{"asset":)" + kOtherChainUsdc + R"(,"above":"1"}})"),
          "/rules/0/when/amount:never_matches");
    row("asked above the cap",
        R"("perPaymentUsd":"2","rules":[)" + rule("r", "ask", R"({"amount":{"above":"2"}})") + "]", "allow",
        "/rules/0/when/amount:never_matches");
    row("asked from above the cap",
        R"("perPaymentUsd":"2","rules":[)" + rule("r", "ask", R"({"amount":{"from":"2.01"}})") + "]", "allow",
        "/rules/0/when/amount:never_matches");
    rules("changed payee of a new host", "allow",
          rule("r", "ask", R"({"firstToHost":true,"payToChanged":true})"),
          "/rules/0/when/payToChanged:never_matches");
    rules("price of a new host", "allow",
          rule("r", "ask", R"({"firstToHost":true,"price":{"differsByPercent":50}})"),
          "/rules/0/when/price:never_matches");
    rules("price falls below nothing", "allow",
          rule("r", "ask", R"({"price":{"differsByPercent":100,"direction":"down"}})"),
          "/rules/0/when/price:never_matches");
    rules("other agents", "allow", rule("r", "deny", R"({"agents":["a2","a3"]})"),
          "/rules/0/when/agents:never_matches");
    row("real money of practice only",
        R"("money":"practice","rules":[)" + rule("r", "ask", R"({"networks":["eip155:8453"]})") + "]",
        "allow", "/rules/0/when/networks:never_matches");
    rules("host below another", "allow", rule("r", "deny", R"({"hosts":["*.evil.test","a.evil.test"]})"),
          "/rules/0/when/hosts:repeated");
    rules("path within another", "allow", rule("r", "deny", R"({"paths":["/v1/*","/v1/a/*"]})"),
          "/rules/0/when/paths:repeated");
    rules("asked, but denied", "allow",
          rule("d", "deny", R"({"hosts":["*.evil.test"]})") + "," +
              rule("a", "ask", R"({"hosts":["x.evil.test"],"methods":["POST"]})"),
          "/rules/1:covered");
    rules("allowed, but asked", "ask",
          rule("a", "allow", R"({"hosts":["good.test"],"amount":{"to":"0.50","above":"0.20"}})") + "," +
              rule("q", "ask", R"({"amount":{"above":"0.10"}})"),
          "/rules/0:covered");
    rules("said twice", "allow",
          rule("one", "deny", R"({"methods":["POST"]})") + "," +
              rule("two", "deny", R"({"methods":["POST"]})"),
          "/rules/1:covered");
    rules("narrower than another", "allow",
          rule("narrow", "deny", R"({"methods":["POST"],"hosts":["a.test"]})") + "," +
              rule("wide", "deny", R"({"methods":["POST","PUT"]})"),
          "/rules/0:covered");
    rules("allowed as by default", "allow", rule("r", "allow", R"({"hosts":["a.test"]})"),
          "/rules/0:is_default");
    rules("asked as by default", "ask", rule("r", "ask", R"({"hosts":["a.test"]})"), "/rules/0:is_default");

    budgets("day above the month",
            budget("day", R"({"usd":"50"})", kByDay) + "," + budget("month", R"({"usd":"40"})", kByMonth),
            "/budgets/0/limit:never_reached");
    budgets("one host above all",
            budget("host", R"({"usd":"5"})", kByDay, R"(,"only":{"hosts":["a.test"]})") + "," +
                budget("all", R"({"usd":"5"})", kByDay),
            "/budgets/0/limit:never_reached");
    budgets("each host above all",
            budget("host", R"({"usd":"6"})", kByDay, R"(,"per":["host"])") + "," +
                budget("all", R"({"usd":"5"})", kByDay),
            "/budgets/0/limit:never_reached");
    budgets("said twice",
            budget("one", R"({"usd":"5"})", kByDay) + "," + budget("two", R"({"usd":"5"})", kByDay),
            "/budgets/1/limit:never_reached");
    budgets("shorter with more",
            budget("hour", R"({"payments":100})", R"({"rollingSeconds":3600})") + "," +
                budget("two", R"({"payments":50})", R"({"rollingSeconds":7200})"),
            "/budgets/0/limit:never_reached");
    budgets("day within 48 hours",
            budget("day", R"({"usd":"5"})", kByDay) + "," +
                budget("48 h", R"({"usd":"5"})", R"({"rollingSeconds":172800})"),
            "/budgets/0/limit:never_reached");
    budgets("above the lifetime",
            budget("day", R"({"usd":"9"})", kByDay) + "," +
                budget("ever", R"({"usd":"9"})", R"({"lifetime":true})"),
            "/budgets/0/limit:never_reached");
    budgets("zero", budget("none", R"({"usd":"0"})", kByDay), "/budgets/0/limit:always_full");
    budgets("per agent", budget("day", R"({"usd":"5"})", kByDay, R"(,"per":["agent"])"),
            "/budgets/0/per:repeated");
    budgets("other agents", budget("day", R"({"usd":"5"})", kByDay, R"(,"only":{"agents":["a2"]})"),
            "/budgets/0/only:never_counts");
    budgets("network nobody knows",
            budget("day", R"({"usd":"5"})", kByDay, R"(,"only":{"networks":["eip155:999999"]})"),
            "/budgets/0/only:never_counts");
    budgets("measures what it does not count",
            budget("day", R"({"asset":)" + kUsdc + R"(,"atomic":"5"})", kByDay,
                   R"(,"only":{"networks":["eip155:84532"]})"),
            "/budgets/0/only:never_counts");

    const std::string live = R"("untilSeconds":1900000000})";
    const std::string grant = R"({"name":"g","host":"a.test","perPaymentUsd":"0.50","perDayUsd":"5",)";
    grants("over", grant + R"("untilSeconds":1700000000})", "/grants/0/untilSeconds:expired");
    grants("over at this second", grant + R"("untilSeconds":1767268800})", "/grants/0/untilSeconds:expired");
    grants("a payment above the day",
           R"({"name":"g","host":"a.test","perPaymentUsd":"6","perDayUsd":"5",)" + live,
           "/grants/0/perPaymentUsd:never_reached");
    grants("a payment above the cap", grant + live, "/grants/0/perPaymentUsd:never_reached",
           R"("perPaymentUsd":"0.20")");
    grants("for nothing", R"({"name":"g","host":"a.test","perPaymentUsd":"0","perDayUsd":"5",)" + live,
           "/grants/0:no_effect");
    grants("denied anyway", grant + live, "/grants/0:no_effect",
           R"("rules":[)" + rule("d", "deny", R"({"hosts":["*.test"]})") + "]");
    grants("within another",
           grant + live + R"(,{"name":"h","host":"a.test","perPaymentUsd":"1","perDayUsd":"9",)" + live,
           "/grants/0:no_effect");
    row("spares nothing", R"("grants":[)" + grant + live + "]", "allow", "/grants/0:no_effect");
}

void TestLint::findsWhatHasNoEffect()
{
    QFETCH(QByteArray, members);
    QFETCH(QByteArray, otherwise);
    QFETCH(QByteArray, findings);
    QCOMPARE(found(policyOf(members.toStdString(), otherwise.toStdString())), findings);
}

void TestLint::saysNothingOfWhatWorks_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QByteArray>("otherwise");
    const auto row = [](const char* tag, const std::string& members, const char* otherwise) {
        QTest::newRow(tag) << QByteArray::fromStdString(members) << QByteArray(otherwise);
    };
    row("deny by default, one host allowed",
        R"("rules":[)" + rule("r", "allow", R"({"hosts":["a.test"]})") + "]", "deny");
    row("deny by default, one host asked", R"("rules":[)" + rule("r", "ask", R"({"hosts":["a.test"]})") + "]",
        "deny");
    row("asked within what is allowed",
        R"("rules":[)" + rule("a", "allow", R"({"hosts":["a.test"]})") + "," +
            rule("q", "ask", R"({"amount":{"above":"1"}})") + "]",
        "ask");
    row("a path that only looks within",
        R"("rules":[)" + rule("r", "deny", R"({"paths":["/v1/*/a","/v1/b/*"]})") + "]", "allow");
    row("a host that is not below itself",
        R"("rules":[)" + rule("r", "deny", R"({"hosts":["*.a.test","a.test"]})") + "]", "allow");
    row("amounts that only touch",
        R"("rules":[)" + rule("d", "deny", R"({"amount":{"above":"1"}})") + "," +
            rule("q", "ask", R"({"amount":{"from":"1"}})") + "]",
        "allow");
    row("denied above the cap",
        R"("perPaymentUsd":"2","rules":[)" + rule("r", "deny", R"({"amount":{"above":"2"}})") + "]", "allow");
    row("day below the month",
        R"("budgets":[)" + budget("day", R"({"usd":"5"})", kByDay) + "," +
            budget("month", R"({"usd":"40"})", kByMonth) + "]",
        "allow");
    row("week and month",
        R"("budgets":[)" +
            budget("week", R"({"usd":"50"})", R"({"calendar":"week","zone":"Europe/Berlin"})") + "," +
            budget("month", R"({"usd":"40"})", kByMonth) + "]",
        "allow");
    row("days of two zones",
        R"("budgets":[)" + budget("here", R"({"usd":"5"})", kByDay) + "," +
            budget("there", R"({"usd":"5"})", R"({"calendar":"day","zone":"Asia/Tokyo"})") + "]",
        "allow");
    row("denies where the other asks",
        R"("budgets":[)" + budget("ask", R"({"usd":"5"})", kByDay, R"(,"whenExceeded":"ask")") + "," +
            budget("deny", R"({"usd":"6"})", kByDay) + "]",
        "allow");
    row("a sum and a count",
        R"("budgets":[)" + budget("sum", R"({"usd":"5"})", kByDay) + "," +
            budget("count", R"({"payments":5})", kByDay) + "]",
        "allow");
    row("one host and all",
        R"("budgets":[)" + budget("host", R"({"usd":"4"})", kByDay, R"(,"only":{"hosts":["a.test"]})") + "," +
            budget("all", R"({"usd":"5"})", kByDay) + "]",
        "allow");
    row("a live grant",
        R"("grants":[{"name":"g","host":"a.test","perPaymentUsd":"0.50","perDayUsd":"5","untilSeconds":1900000000}])",
        "ask");
}

void TestLint::saysNothingOfWhatWorks()
{
    QFETCH(QByteArray, members);
    QFETCH(QByteArray, otherwise);
    QCOMPARE(found(policyOf(members.toStdString(), otherwise.toStdString())), QByteArray());
}

void TestLint::theGlobalPolicyStandsAbove_data()
{
    QTest::addColumn<QByteArray>("global");
    QTest::addColumn<QByteArray>("agent");
    QTest::addColumn<QByteArray>("findings");
    const auto row = [](const char* tag, const std::string& global, const std::string& agent,
                        const char* findings) {
        QTest::newRow(tag) << QByteArray::fromStdString(global) << QByteArray::fromStdString(agent)
                           << QByteArray(findings);
    };
    row("cap above its cap", R"("perPaymentUsd":"1")", R"("perPaymentUsd":"2")",
        "/perPaymentUsd:never_reached");
    row("asks above its cap", R"("perPaymentUsd":"1")",
        R"("rules":[)" + rule("r", "ask", R"({"amount":{"above":"1"}})") + "]",
        "/rules/0/when/amount:never_matches");
    row("denied by it", R"("rules":[)" + rule("d", "deny", R"({"hosts":["a.test"]})") + "]",
        R"("rules":[)" + rule("q", "ask", R"({"hosts":["a.test"]})") + "]", "/rules/0:covered");
    row("budget above its budget", R"("budgets":[)" + budget("all", R"({"usd":"5"})", kByDay) + "]",
        R"("budgets":[)" + budget("mine", R"({"usd":"5"})", kByDay) + "]", "/budgets/0/limit:never_reached");
    row("budget above its budget for each agent",
        R"("budgets":[)" + budget("each", R"({"usd":"5"})", kByDay, R"(,"per":["agent"])") + "]",
        R"("budgets":[)" + budget("mine", R"({"usd":"5"})", kByDay) + "]", "/budgets/0/limit:never_reached");
    row("budget below its budget", R"("budgets":[)" + budget("all", R"({"usd":"5"})", kByDay) + "]",
        R"("budgets":[)" + budget("mine", R"({"usd":"4"})", kByDay) + "]", "");
}

void TestLint::theGlobalPolicyStandsAbove()
{
    QFETCH(QByteArray, global);
    QFETCH(QByteArray, agent);
    QFETCH(QByteArray, findings);
    const Policy above = policyOf(global.toStdString());
    QCOMPARE(found(policyOf(agent.toStdString()), above), findings);
    QCOMPARE(found(above, emptyPolicy(), Layer::Global), QByteArray());
}

void TestLint::everyFindingIsASentence()
{
    const Policy policy =
        policyOf(R"("perPaymentUsd":"0","rules":[)" + rule("r", "ask", R"({"agents":["a2"]})") +
                     R"(],"budgets":[)" + budget("none", R"({"usd":"0"})", kByDay) +
                     R"(],"grants":[{"name":"g","host":"a.test","perPaymentUsd":"1","perDayUsd":"1",)"
                     R"("untilSeconds":5}])",
                 "ask");
    const auto findings = lint(policy, {.layer = Layer::Agent,
                                        .global = emptyPolicy(),
                                        .registry = money::Registry::builtIn(),
                                        .agent = "a1",
                                        .now = kNoon});
    QVERIFY(findings.size() >= 4);
    for (const LintFinding& each : findings) {
        QVERIFY2(each.sentence.ends_with('.') && each.sentence.find("..") == std::string::npos,
                 each.sentence.c_str());
        QVERIFY(each.path.starts_with('/') && !each.code.empty());
    }
    // Without knowing whose it is, nothing is said of agents.
    const auto loose = lint(policy, {.layer = Layer::Agent,
                                     .global = emptyPolicy(),
                                     .registry = money::Registry::builtIn(),
                                     .agent = {},
                                     .now = kNoon});
    QVERIFY(
        std::ranges::none_of(loose, [](const LintFinding& each) { return each.path.ends_with("/agents"); }));
}

void TestLint::whatIsCoveredNeverDecides()
{
    // The engine agrees: with the covered rule or without, every payment is decided the same.
    const std::string deny = rule("d", "deny", R"({"hosts":["*.shop.test"],"amount":{"above":"0.10"}})");
    const std::string covered = rule("q", "ask", R"({"hosts":["api.shop.test"],"amount":{"above":"0.50"}})");
    const Policy with = policyOf(R"("rules":[)" + deny + "," + covered + "]");
    const Policy without = policyOf(R"("rules":[)" + deny + "]");
    QCOMPARE(found(with), QByteArray("/rules/1:covered"));
    for (const char* price : {"0.05", "0.10", "0.11", "0.50", "0.51", "3"}) {
        for (const char* host : {"api.shop.test", "shop.test", "other.test"}) {
            PaymentFacts facts = paymentOf(price);
            facts.line.host = host;
            QCOMPARE(static_cast<int>(Till(with).decide(facts).verdict),
                     static_cast<int>(Till(without).decide(facts).verdict));
        }
    }
}

QTEST_APPLESS_MAIN(TestLint)
#include "tst_lint.moc"
