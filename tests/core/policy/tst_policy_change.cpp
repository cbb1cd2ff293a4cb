#include "core/policy/policy_change.h"

#include "tests/core/policy/facts.h"

#include <QTest>

#include <rapidcheck.h>

using namespace till;
using namespace till::policy;
using namespace till::tests;

namespace {

std::string documentOf(const std::string& otherwise, const std::string& members)
{
    return R"({"version":1,"name":"p","default":")" + otherwise + "\"" + members + "}";
}

std::string day(const std::string& usd, const std::string& more = "")
{
    return R"(,"budgets":[{"name":"day","limit":{"usd":")" + usd + R"("},"window":{"calendar":"day"})" +
           more + "}]";
}

std::string rolling(const std::string& seconds, const std::string& usd)
{
    return R"(,"budgets":[{"name":"r","limit":{"usd":")" + usd + R"("},"window":{"rollingSeconds":)" +
           seconds + "}}]";
}

std::string rule(const std::string& verdict, const std::string& when)
{
    return R"(,"rules":[{"name":"r","verdict":")" + verdict + R"(","when":)" + when + "}]";
}

std::string grant(const std::string& perPayment, const std::string& until)
{
    return R"(,"grants":[{"name":"g","host":"api.shop.test","perPaymentUsd":")" + perPayment +
           R"(","perDayUsd":"5","untilSeconds":)" + until + "}]";
}

int strictness(Verdict verdict)
{
    return verdict == Verdict::Allow ? 0 : verdict == Verdict::Ask ? 1 : 2;
}

// ── random policies, small enough that two of them are often comparable
// ─────────────────────────────────────

rc::Gen<std::string> anyOf(std::vector<std::string> texts)
{
    return rc::gen::elementOf(std::move(texts));
}

rc::Gen<std::string> anyCondition()
{
    return anyOf({R"({})", R"({"hosts":["api.shop.test"]})", R"({"hosts":["api.shop.test","b.test"]})",
                  R"({"hosts":["b.test"]})", R"({"amount":{"above":"0.50"}})", R"({"amount":{"above":"1"}})",
                  R"({"amount":{"from":"0.50","to":"2"}})", R"({"firstToHost":true})",
                  R"({"amount":{"above":"0.30"},"hosts":["api.shop.test"]})"});
}

std::string anyBudget(int number)
{
    const auto limit =
        *anyOf({R"({"usd":"1"})", R"({"usd":"2"})", R"({"payments":2})", R"({"payments":1})",
                R"({"asset":"eip155:8453/0x4200000000000000000000000000000000000006","atomic":"5"})"});
    const auto window = *anyOf({R"({"rollingSeconds":60})", R"({"rollingSeconds":86400})",
                                R"({"calendar":"day"})", R"({"lifetime":true})"});
    const auto more = *anyOf(
        {"", R"(,"whenExceeded":"ask")", R"(,"per":["host"])", R"(,"only":{"hosts":["api.shop.test"]})"});
    return R"({"name":"b)" + std::to_string(number) + R"(","limit":)" + limit + R"(,"window":)" + window +
           more + "}";
}

Policy anyPolicy()
{
    std::string text = documentOf(*anyOf({"allow", "ask", "deny"}), *anyOf({"", R"(,"perPaymentUsd":"1")"}));
    text.pop_back();
    text += R"(,"rules":[)";
    const int rules = *rc::gen::inRange(0, 3);
    for (int each = 0; each < rules; ++each) {
        text += (each == 0 ? "" : ",") + std::string(R"({"name":"r)") + std::to_string(each) +
                R"(","verdict":")" + *anyOf({"allow", "ask", "deny"}) + R"(","when":)" + *anyCondition() +
                "}";
    }
    text += R"(],"budgets":[)";
    const int budgets = *rc::gen::inRange(0, 3);
    for (int each = 0; each < budgets; ++each)
        text += (each == 0 ? "" : ",") + anyBudget(each);
    text += "]" + *anyOf({"", grant("0.50", "1767355200"), grant("1", "1767355200")}) + "}";
    return policyFrom(text);
}

/// Half of the time a small step away from the other, so that both verdicts of compare() are common.
Policy nearTo(const Policy& other)
{
    Policy policy = other;
    const Policy more = anyPolicy();
    switch (*rc::gen::inRange(0, 6)) {
    case 0:
        policy.otherwise = more.otherwise;
        break;
    case 1:
        policy.rules = more.rules;
        break;
    case 2:
        policy.budgets = more.budgets;
        break;
    case 3:
        policy.grants = more.grants;
        break;
    case 4:
        if (!policy.rules.empty())
            policy.rules.pop_back();
        break;
    default:
        if (!policy.budgets.empty())
            policy.budgets.pop_back();
        break;
    }
    return policy;
}

} // namespace

class TestPolicyChange : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatAChangeDoes_data();
    void saysWhatAChangeDoes();
    void theOtherWayRoundIsTheOpposite_data() { saysWhatAChangeDoes_data(); }
    void theOtherWayRoundIsTheOpposite();
    void aGlobalAskStandsAboveThoseWhoDeny();
    void everyPresetIsTheSameAsItself();
    void noChangeThatIsCalledTighterAllowsMore_I9_data();
    void noChangeThatIsCalledTighterAllowsMore_I9();
};

void TestPolicyChange::saysWhatAChangeDoes_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QByteArray>("effect");
    const auto row = [](const char* tag, const std::string& before, const std::string& after,
                        const char* effect) {
        QTest::newRow(tag) << QByteArray::fromStdString(before) << QByteArray::fromStdString(after)
                           << QByteArray(effect);
    };
    const auto allow = [](const std::string& members) { return documentOf("allow", members); };
    const auto deny = [](const std::string& members) { return documentOf("deny", members); };
    row("nothing", allow(day("5")), allow(day("5")), "same");
    row("lower budget", allow(day("5")), allow(day("4")), "tightens");
    row("first budget", allow(""), allow(day("4")), "tightens");
    row("lower limit over a longer window", allow(rolling("60", "5")), allow(rolling("600", "4")),
        "tightens");
    row("lower limit over a shorter window", allow(rolling("600", "5")), allow(rolling("60", "4")), "mixed");
    row("only some hosts are counted", allow(day("5")), allow(day("5", R"(,"only":{"hosts":["b.test"]})")),
        "loosens");
    row("sums apart", allow(day("5")), allow(day("5", R"(,"per":["host"])")), "loosens");
    row("asks instead of denying", allow(day("5")), allow(day("5", R"(,"whenExceeded":"ask")")), "loosens");
    row("default asks", allow(""), documentOf("ask", ""), "tightens");
    row("default denies", allow(""), deny(""), "tightens");
    row("cap", allow(""), allow(R"(,"perPaymentUsd":"2")"), "tightens");
    row("lower cap", allow(R"(,"perPaymentUsd":"2")"), allow(R"(,"perPaymentUsd":"1")"), "tightens");
    row("practice money only", allow(""), allow(R"(,"money":"practice")"), "tightens");
    row("shorter validity", allow(""), allow(R"(,"maxValiditySeconds":60)"), "tightens");
    row("a private host", allow(R"(,"privateHosts":["10.0.0.1"])"), allow(""), "tightens");
    row("deny rule", allow(""), allow(rule("deny", R"({"hosts":["b.test"]})")), "tightens");
    row("ask rule", allow(""), allow(rule("ask", R"({"hosts":["b.test"]})")), "tightens");
    row("ask rule where nothing was allowed", deny(""), deny(rule("ask", R"({"hosts":["b.test"]})")),
        "mixed");
    row("ask becomes deny", allow(rule("ask", "{}")), allow(rule("deny", "{}")), "tightens");
    row("deny for more hosts", allow(rule("deny", R"({"hosts":["b.test"]})")),
        allow(rule("deny", R"({"hosts":["b.test","c.test"]})")), "tightens");
    row("ask from a lower price", allow(rule("ask", R"({"amount":{"above":"1"}})")),
        allow(rule("ask", R"({"amount":{"above":"0.5"}})")), "tightens");
    row("ask from a price that is in", allow(rule("ask", R"({"amount":{"above":"1"}})")),
        allow(rule("ask", R"({"amount":{"from":"1"}})")), "tightens");
    row("allow rule", documentOf("ask", rule("allow", R"({"hosts":["b.test"]})")), documentOf("ask", ""),
        "tightens");
    row("grant ended", documentOf("ask", grant("1", "1767355200")), documentOf("ask", ""), "tightens");
    row("grant cut", documentOf("ask", grant("1", "1767355200")),
        documentOf("ask", grant("0.5", "1767355100")), "tightens");
    row("token measured for the first time", documentOf("ask", ""),
        documentOf("ask", R"(,"budgets":[{"name":"w","limit":{"asset":)"
                          R"("eip155:8453/0x4200000000000000000000000000000000000006","atomic":"5"},)"
                          R"("window":{"calendar":"day"}}])"),
        "mixed");
    row("another order of networks", allow(R"(,"preferNetworks":["eip155:8453"])"), allow(""), "mixed");
}

void TestPolicyChange::saysWhatAChangeDoes()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, effect);
    const auto found =
        compare(Layer::Agent, policyFrom(before.toStdString()), policyFrom(after.toStdString()));
    QCOMPARE(QByteArray::fromStdString(std::string(toText(found))), effect);
}

void TestPolicyChange::theOtherWayRoundIsTheOpposite()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QByteArray, effect);
    const auto found =
        compare(Layer::Agent, policyFrom(after.toStdString()), policyFrom(before.toStdString()));
    const QByteArray opposite = effect == "tightens" ? "loosens" : effect == "loosens" ? "tightens" : effect;
    QCOMPARE(QByteArray::fromStdString(std::string(toText(found))), opposite);
    QCOMPARE(isWidening(found), found == PolicyChange::Loosens || found == PolicyChange::Mixed);
}

void TestPolicyChange::aGlobalAskStandsAboveThoseWhoDeny()
{
    const Policy asks = policyFrom(documentOf("allow", rule("ask", "{}")));
    QVERIFY(compare(Layer::Agent, policyFrom(documentOf("allow", "")), asks) == PolicyChange::Tightens);
    QVERIFY(isWidening(compare(Layer::Global, policyFrom(documentOf("allow", "")), asks)));
}

void TestPolicyChange::everyPresetIsTheSameAsItself()
{
    for (const std::string_view name : kPresetNames) {
        const Policy preset = presetPolicy(name, TimeZone()).value();
        QVERIFY(compare(Layer::Agent, preset, preset) == PolicyChange::Same);
    }
    // Careful allows less than Everyday in every way that can be compared, but its way to ask is another one.
    const Policy careful = presetPolicy("careful", TimeZone()).value();
    const Policy autopilot = presetPolicy("autopilot", TimeZone()).value();
    QVERIFY(isWidening(compare(Layer::Agent, careful, autopilot)));
}

void TestPolicyChange::noChangeThatIsCalledTighterAllowsMore_I9_data()
{
    QTest::addColumn<bool>("isGlobal");
    QTest::newRow("agent") << false;
    QTest::newRow("global") << true;
}

/// Whatever compare() calls tighter (or the same) gives no payment a milder verdict, whatever was spent
/// before.
void TestPolicyChange::noChangeThatIsCalledTighterAllowsMore_I9()
{
    QFETCH(bool, isGlobal);
    int tighter = 0;
    const bool holds = rc::check("a tighter policy never gives a milder verdict", [&] {
        const Policy before = anyPolicy();
        const Policy after = *rc::gen::inRange(0, 4) == 0 ? anyPolicy() : nearTo(before);
        const Layer layer = isGlobal ? Layer::Global : Layer::Agent;
        if (isWidening(compare(layer, before, after)))
            return;
        ++tighter;
        const Policy other = anyPolicy();
        tests::Till one = isGlobal ? tests::Till(before, other) : tests::Till(before);
        tests::Till two = isGlobal ? tests::Till(after, other) : tests::Till(after);
        const int payments = *rc::gen::inRange(1, 8);
        for (int each = 0; each < payments; ++each) {
            const auto price = *anyOf({"0.20", "0.30", "0.40", "0.50", "0.90", "1", "1.10"});
            PaymentFacts facts = *rc::gen::inRange(0, 5) == 0 ? floatingPaymentOf(price) : paymentOf(price);
            facts.line.host = *anyOf({"api.shop.test", "b.test"});
            const auto was = one.decide(facts).verdict;
            const auto is = two.decide(facts).verdict;
            RC_ASSERT(strictness(is) >= strictness(was));
            if (*rc::gen::arbitrary<bool>()) {
                one.pay(facts);
                two.pay(facts);
            }
        }
    });
    QVERIFY(holds);
    QVERIFY2(tighter > 5, "the generator made hardly any comparable pair");
}

QTEST_GUILESS_MAIN(TestPolicyChange)
#include "tst_policy_change.moc"
