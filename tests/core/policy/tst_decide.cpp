#include "core/policy/decide.h"

#include "core/wire/problem_codes.h"
#include "tests/core/policy/facts.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <map>

using namespace till;
using namespace till::policy;
using namespace till::tests;

Q_DECLARE_METATYPE(till::policy::Verdict)
Q_DECLARE_METATYPE(till::policy::Step)

namespace {

Policy policyOf(const std::string& otherwise, const std::string& members)
{
    return policyFrom(R"({"version":1,"name":"p","default":")" + otherwise + "\"" + members + "}");
}

std::string rule(const std::string& verdict, const std::string& when)
{
    return R"({"name":")" + verdict + R"( it","verdict":")" + verdict + R"(","when":)" + when + "}";
}

std::string rules(const std::vector<std::string>& all)
{
    std::string text;
    for (const std::string& each : all)
        text += (text.empty() ? "" : ",") + each;
    return R"(,"rules":[)" + text + "]";
}

std::string dayBudget(const std::string& limit, const std::string& whenExceeded)
{
    return R"(,"budgets":[{"name":"day","limit":{"usd":")" + limit +
           R"("},"window":{"calendar":"day"},"whenExceeded":")" + whenExceeded + R"("}])";
}

const std::string kGrant =
    R"(,"grants":[{"name":"shop","host":"api.shop.test",)"
    R"("payTo":"0x209693bc6afc0c5328ba36faf03c514ef312287c",)"
    R"("perPaymentUsd":"0.50","perDayUsd":"2","untilSeconds":1767355200}])"; // noon of Jan 2

} // namespace

class TestDecide : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void orderOfJudgement_data();
    void orderOfJudgement();
    void defaultIsThatOfTheAgentsPolicy_data();
    void defaultIsThatOfTheAgentsPolicy();
    void rulesHaveNoOrder();
    void globalRulesAndCapsHoldForEveryAgent();
    void everyDenyIsFound();
    void grantCovers_data();
    void grantCovers();
    void grantOfTheDayIsUsedUp();
    void budgetsAndDenyRulesStandAboveGrants();
    void tokenWithoutOwnLimitAsks();
    void tokenWithOwnLimitIsDecidedByTheRules();
    void dollarBudgetsAndCapsSayNothingAboutOtherTokens();
    void askingBudgetAsks();
    void deniedPaymentsStillShowTheirBudgets();
    void retryHelpsOnlyWhenAllDenialsPass();
    void whatNeverFitsIsNotRetried();
    void unknownBudgetDenies();
    void anotherPolicyThanTheBooksDenies();
    void everyCodeIsPublished();
    void theSameInputGivesTheSameDecision();
    void approvedPaymentsNeverExceedABudget();
    void anotherAgentChangesNothing();
    void standingBudgetsShowWhatIsLeft();
};

void TestDecide::orderOfJudgement_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<Step>("step");
    const auto row = [](const char* tag, const std::string& members, Verdict verdict, Step step) {
        QTest::newRow(tag) << QByteArray::fromStdString(members) << verdict << step;
    };
    const std::string all = "{}";
    const std::string practice = R"(,"money":"practice")";
    const std::string cap = R"(,"perPaymentUsd":"0.10")";
    row("nothing: default", "", Verdict::Ask, Step::Default);
    row("allow beats default", rules({rule("allow", all)}), Verdict::Allow, Step::AllowRule);
    row("ask beats allow", rules({rule("allow", all), rule("ask", all)}), Verdict::Ask, Step::AskRule);
    row("grant beats ask", rules({rule("ask", all)}) + kGrant, Verdict::Allow, Step::Grant);
    row("asking budget beats grant", kGrant + dayBudget("0.10", "ask"), Verdict::Ask, Step::Budget);
    row("budget beats grant", kGrant + dayBudget("0.10", "deny"), Verdict::Deny, Step::Budget);
    row("budget beats allow", rules({rule("allow", all)}) + dayBudget("0.10", "deny"), Verdict::Deny,
        Step::Budget);
    row("cap beats grant", kGrant + cap, Verdict::Deny, Step::PerPaymentCap);
    row("cap comes before budget", cap + dayBudget("0.10", "deny"), Verdict::Deny, Step::PerPaymentCap);
    row("deny beats cap", cap + rules({rule("deny", all), rule("allow", all)}), Verdict::Deny,
        Step::DenyRule);
    row("deny beats everything", kGrant + rules({rule("deny", all), rule("allow", all), rule("ask", all)}),
        Verdict::Deny, Step::DenyRule);
    row("practice only comes first", practice + cap + rules({rule("deny", all)}), Verdict::Deny,
        Step::PracticeOnly);
    row("room in the budget changes nothing", dayBudget("5", "deny"), Verdict::Ask, Step::Default);
    row("rules that do not match change nothing",
        rules({rule("deny", R"({"hosts":["b.test"]})"), rule("allow", R"({"hosts":["c.test"]})")}),
        Verdict::Ask, Step::Default);
}

void TestDecide::orderOfJudgement()
{
    QFETCH(QByteArray, members);
    QFETCH(Verdict, verdict);
    QFETCH(Step, step);
    // The same in the agent's policy and in the global one, where only the default does not count.
    const Till own(policyOf("ask", members.toStdString()));
    const Till above(policyOf("allow", members.toStdString()), policyOf("ask", ""));
    for (const Till* const till : {&own, &above}) {
        const Decision decision = till->decide(paymentOf("0.50"));
        QCOMPARE(decision.verdict, verdict);
        QCOMPARE(decision.findings.front().step, step);
        QCOMPARE(decision.code.empty(), verdict != Verdict::Deny);
    }
    QCOMPARE(own.decide(paymentOf("0.50")).findings.front().layer, Layer::Agent);
}

void TestDecide::defaultIsThatOfTheAgentsPolicy_data()
{
    QTest::addColumn<Verdict>("verdict");
    QTest::newRow("allow") << Verdict::Allow;
    QTest::newRow("ask") << Verdict::Ask;
    QTest::newRow("deny") << Verdict::Deny;
}

void TestDecide::defaultIsThatOfTheAgentsPolicy()
{
    QFETCH(Verdict, verdict);
    for (const char* const global : {"allow", "ask", "deny"}) {
        const Till till(policyOf(global, ""), policyOf(QTest::currentDataTag(), ""));
        const Decision decision = till.decide(paymentOf("1"));
        QCOMPARE(decision.verdict, verdict);
        QCOMPARE(decision.code, std::string_view(verdict == Verdict::Deny ? "denied_by_rule" : ""));
    }
}

void TestDecide::rulesHaveNoOrder()
{
    std::vector<std::string> all{rule("deny", R"({"amount":{"above":"1"}})"),
                                 rule("ask", R"({"methods":["GET"]})"),
                                 rule("allow", R"({"hosts":["api.shop.test"]})")};
    std::sort(all.begin(), all.end());
    do {
        const Till till(policyOf("ask", rules(all)));
        QCOMPARE(till.decide(paymentOf("2")).verdict, Verdict::Deny);
        QCOMPARE(till.decide(paymentOf("1")).verdict, Verdict::Ask);
        PaymentFacts post = paymentOf("1");
        post.method = "POST";
        QCOMPARE(till.decide(post).verdict, Verdict::Allow);
    } while (std::next_permutation(all.begin(), all.end()));
}

void TestDecide::globalRulesAndCapsHoldForEveryAgent()
{
    const Till till(
        policyOf("allow", R"(,"perPaymentUsd":"1")" + rules({rule("deny", R"({"methods":["DELETE"]})")})),
        policyOf("allow", R"(,"perPaymentUsd":"5")" + rules({rule("allow", "{}")})));
    QCOMPARE(till.decide(paymentOf("1")).verdict, Verdict::Allow);
    QCOMPARE(till.decide(paymentOf("1.01")).verdict, Verdict::Deny);
    PaymentFacts deleting = paymentOf("0.01");
    deleting.method = "DELETE";
    const Decision decision = till.decide(deleting);
    QCOMPARE(decision.findings, (std::vector<Finding>{{Step::DenyRule, Layer::Global, 0}}));
}

void TestDecide::everyDenyIsFound()
{
    const Till till(
        policyOf("ask", dayBudget("1", "deny")),
        policyOf("ask", R"(,"perPaymentUsd":"1")" + rules({rule("deny", "{}")}) + dayBudget("2", "deny")));
    const Decision decision = till.decide(paymentOf("3"));
    QCOMPARE(decision.findings, (std::vector<Finding>{{Step::DenyRule, Layer::Agent, 0},
                                                      {Step::PerPaymentCap, Layer::Agent, 0},
                                                      {Step::Budget, Layer::Global, 0},
                                                      {Step::Budget, Layer::Agent, 0}}));
    QCOMPARE(decision.code, std::string_view("denied_by_rule"));
}

void TestDecide::grantCovers_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::addColumn<bool>("covers");
    QTest::newRow("as remembered") << QByteArray() << true;
    QTest::newRow("less") << QByteArray("0.01") << true;
    QTest::newRow("more") << QByteArray("0.500001") << false;
    QTest::newRow("another host") << QByteArray("host") << false;
    QTest::newRow("a host below") << QByteArray("below") << false;
    QTest::newRow("another payee") << QByteArray("payTo") << false;
    QTest::newRow("another token at par") << QByteArray("network") << true;
    QTest::newRow("a token without a price") << QByteArray("floating") << false;
    QTest::newRow("the last millisecond") << QByteArray("last") << true;
    QTest::newRow("after its end") << QByteArray("after") << false;
}

void TestDecide::grantCovers()
{
    QFETCH(QByteArray, change);
    QFETCH(bool, covers);
    Till till(policyOf("ask", kGrant));
    PaymentFacts facts = paymentOf(change.startsWith('0') ? change.toStdString() : "0.50");
    if (change == "host")
        facts.line.host = "b.test";
    if (change == "below")
        facts.line.host = "x.api.shop.test";
    if (change == "payTo")
        facts.line.payTo = std::string(kOtherPayee);
    if (change == "network")
        facts.line.network = "eip155:137";
    if (change == "floating")
        facts = floatingPaymentOf("0.000001");
    if (change == "last")
        till.now = kNoon.plusMs(kDay - 1);
    if (change == "after")
        till.now = kNoon.plusMs(kDay);
    QCOMPARE(till.decide(facts).verdict, covers ? Verdict::Allow : Verdict::Ask);
}

void TestDecide::grantOfTheDayIsUsedUp()
{
    Till till(policyOf("ask", kGrant));
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(till.decide(paymentOf("0.50")).verdict, Verdict::Allow);
        QVERIFY(till.book.shorten(till.pay(paymentOf("0.50")), till.now));
        till.now = till.now.plusMs(kHour);
    }
    QCOMPARE(till.decide(paymentOf("0.50")).verdict, Verdict::Ask);
    // Practice money uses nothing of it up, and others' payments neither.
    till.now = kNoon.plusMs(kDay - 1);
    QCOMPARE(till.decide(paymentOf("0.50")).verdict, Verdict::Ask);
    Till fresh(policyOf("ask", kGrant));
    PaymentFacts other = paymentOf("2");
    other.line.agent = "agent_2";
    (void)fresh.pay(other);
    (void)fresh.pay(practicePaymentOf("2"));
    QCOMPARE(fresh.decide(paymentOf("0.50")).verdict, Verdict::Allow);
}

void TestDecide::budgetsAndDenyRulesStandAboveGrants()
{
    Till till(policyOf("ask", kGrant + dayBudget("0.60", "deny")));
    QCOMPARE(till.decide(paymentOf("0.50")).verdict, Verdict::Allow);
    (void)till.pay(paymentOf("0.50"));
    QCOMPARE(till.decide(paymentOf("0.50")).verdict, Verdict::Deny);
}

void TestDecide::tokenWithoutOwnLimitAsks()
{
    const Till till(policyOf("allow", rules({rule("allow", "{}")}) + dayBudget("5", "deny")));
    const Decision decision = till.decide(floatingPaymentOf("0.000001"));
    QCOMPARE(decision.verdict, Verdict::Ask);
    QCOMPARE(decision.findings.front().step, Step::NoOwnLimit);
    QCOMPARE(till.decide(paymentOf("1")).verdict, Verdict::Allow);
}

void TestDecide::tokenWithOwnLimitIsDecidedByTheRules()
{
    const std::string budget =
        R"(,"budgets":[{"name":"ether","limit":{"asset":"eip155:8453/0x4200000000000000000000000000000000000006",)"
        R"("atomic":"1000000000000000000"},"window":{"calendar":"day"}}])";
    Till till(policyOf("allow", budget));
    QCOMPARE(till.decide(floatingPaymentOf("1")).verdict, Verdict::Allow);
    QCOMPARE(till.decide(floatingPaymentOf("1.000000000000000001")).verdict, Verdict::Deny);
    (void)till.pay(floatingPaymentOf("0.6"));
    QCOMPARE(till.decide(floatingPaymentOf("0.5")).code, std::string_view("budget_exceeded"));
}

void TestDecide::dollarBudgetsAndCapsSayNothingAboutOtherTokens()
{
    const Till till(policyOf("deny", R"(,"perPaymentUsd":"0")" + dayBudget("0", "deny")));
    const Decision decision = till.decide(floatingPaymentOf("1000000"));
    QCOMPARE(decision.verdict,
             Verdict::Ask); // never allowed without a limit of its own, and not denied by these
    QVERIFY(decision.budgets.empty());
}

void TestDecide::askingBudgetAsks()
{
    Till till(policyOf("allow", dayBudget("1", "ask")));
    QCOMPARE(till.decide(paymentOf("1")).verdict, Verdict::Allow);
    (void)till.pay(paymentOf("1"));
    const Decision decision = till.decide(paymentOf("0.01"));
    QCOMPARE(decision.verdict, Verdict::Ask);
    QVERIFY(decision.code.empty());
    QVERIFY(decision.budgets.front().use.isExceeded);
}

void TestDecide::deniedPaymentsStillShowTheirBudgets()
{
    Till till(policyOf("ask", dayBudget("9", "deny")),
              policyOf("ask", rules({rule("deny", "{}")}) + dayBudget("5", "deny")));
    (void)till.pay(paymentOf("1"));
    const Decision decision = till.decide(paymentOf("2"));
    QCOMPARE(decision.verdict, Verdict::Deny);
    QCOMPARE(decision.budgets.size(), std::size_t{2});
    QCOMPARE(decision.budgets[0].layer, Layer::Global);
    QCOMPARE(decision.budgets[1].layer, Layer::Agent);
    QVERIFY(decision.budgets[1].use.used == usd("1"));
    QVERIFY(decision.budgets[1].use.thisOne == usd("2"));
    QVERIFY(decision.budgets[1].use.limit == usd("5"));
    QVERIFY(!decision.budgets[1].use.isExceeded);
}

void TestDecide::retryHelpsOnlyWhenAllDenialsPass()
{
    const std::string budgets =
        R"(,"budgets":[{"name":"hour","limit":{"usd":"1"},"window":{"calendar":"hour"}},)"
        R"({"name":"day","limit":{"usd":"1"},"window":{"calendar":"day"}}])";
    Till till(policyOf("allow", budgets));
    (void)till.pay(paymentOf("1"));
    const Decision both = till.decide(paymentOf("1"));
    QVERIFY(both.retryAllowed);
    QCOMPARE(both.retryAt->unixMs, kNoon.plusMs(12 * kHour).unixMs); // the later of the two
    till.agent = policyOf("allow", budgets + rules({rule("deny", "{}")}));
    till.setPolicies();
    const Decision ruled = till.decide(paymentOf("1"));
    QVERIFY(!ruled.retryAllowed && !ruled.retryAt);
    QCOMPARE(ruled.code, std::string_view("denied_by_rule"));
}

void TestDecide::whatNeverFitsIsNotRetried()
{
    const Till till(policyOf("allow", dayBudget("1", "deny")));
    const Decision decision = till.decide(paymentOf("1.01"));
    QCOMPARE(decision.code, std::string_view("budget_exceeded"));
    QVERIFY(!decision.retryAllowed);
}

void TestDecide::unknownBudgetDenies()
{
    Till till(policyOf("allow", dayBudget("5", "deny")));
    QCOMPARE(till.decide(paymentOf("1")).verdict, Verdict::Allow);
    till.book.dropPolicy("agent_1");
    const Decision decision = till.decide(paymentOf("1"));
    QCOMPARE(decision.verdict, Verdict::Deny);
    QCOMPARE(decision.findings.front().step, Step::BudgetUnknown);
}

void TestDecide::anotherPolicyThanTheBooksDenies()
{
    // A raised limit counts only once the book keeps sums for it.
    Till till(policyOf("allow", dayBudget("5", "deny")));
    till.agent = policyOf("allow", dayBudget("500", "deny"));
    QCOMPARE(till.decide(paymentOf("1")).verdict, Verdict::Deny);
    till.setPolicies();
    QCOMPARE(till.decide(paymentOf("100")).verdict, Verdict::Allow);
}

void TestDecide::everyCodeIsPublished()
{
    Till till(policyOf("deny", dayBudget("1", "deny") + R"(,"perPaymentUsd":"2")"));
    std::vector<std::string_view> codes{till.decide(paymentOf("0.5")).code,
                                        till.decide(paymentOf("1.5")).code, till.decide(paymentOf("3")).code};
    till.book.dropPolicy("agent_1");
    codes.push_back(till.decide(paymentOf("1")).code);
    for (const std::string_view code : codes)
        QCOMPARE(wire::problemCode(code).code, code);
    QCOMPARE(codes, (std::vector<std::string_view>{"denied_by_rule", "budget_exceeded", "denied_by_rule",
                                                   "internal_error"}));
}

void TestDecide::theSameInputGivesTheSameDecision()
{
    // Two tills that came to the same state in different ways: another order of payments and of policies, one
    // more payment that was proven unused, questions in between.
    const Policy policy = presetPolicy("everyday", TimeZone::named("America/New_York").value()).value();
    Till first(policy);
    Till second(policy);
    second.book.dropPolicy("agent_1");
    std::vector<std::pair<std::int64_t, PaymentFacts>> payments;
    for (std::int64_t i = 0; i < 30; ++i) {
        PaymentFacts facts = paymentOf("0.1");
        facts.line.host = "h" + std::to_string(i % 5) + ".test";
        payments.emplace_back(i, facts);
    }
    for (const auto& [id, facts] : payments)
        QVERIFY(first.book.add(liveOf(id, facts, kNoon, kNoon.plusMs(id * kSecond))));
    QVERIFY(second.book.add(liveOf(99, paymentOf("3"), kNoon, kNoon.plusMs(kDay))));
    for (auto each = payments.rbegin(); each != payments.rend(); ++each)
        QVERIFY(
            second.book.add(liveOf(each->first, each->second, kNoon, kNoon.plusMs(each->first * kSecond))));
    second.book.setPolicy("agent_1", policy);
    QVERIFY(second.book.remove(99));
    for (int i = 0; i < 200; ++i) {
        first.now = second.now = kNoon.plusMs(i * kSecond);
        (void)second.decide(paymentOf("5"));
        const PaymentFacts facts = paymentOf(std::to_string(i % 3) + ".25");
        const Explanation one = first.explain(facts);
        const Explanation two = second.explain(facts);
        QVERIFY(one.sentence == two.sentence && one.reasons == two.reasons && one.budgets == two.budgets &&
                one.smallestChange == two.smallestChange && one.trace == two.trace);
    }
}

void TestDecide::approvedPaymentsNeverExceedABudget()
{
    QVERIFY(rc::check("what decide lets through keeps every budget, whichever way payments end", [] {
        const std::string budgets =
            R"(,"budgets":[{"name":"minute","limit":{"payments":5},"window":{"rollingSeconds":60}},)"
            R"({"name":"hour","limit":{"usd":"3"},"window":{"rollingSeconds":3600},"per":["host"]},)"
            R"({"name":"day","limit":{"usd":"6"},"window":{"calendar":"day"}}])";
        Till till(policyOf("allow", budgets));
        struct Paid {
            Instant start;
            Instant end;
            std::string host;
            std::uint64_t cents;
        };
        std::map<std::int64_t, Paid> live;
        for (int step = 0; step < 150; ++step) {
            till.now = till.now.plusMs(*rc::gen::inRange<std::int64_t>(0, 900) * kSecond);
            PaymentFacts facts = paymentOf("0." + std::to_string(*rc::gen::inRange(10, 99)));
            facts.line.host = *rc::gen::element(std::string("a.test"), std::string("b.test"));
            if (till.decide(facts).verdict == Verdict::Allow) {
                const std::int64_t id = till.pay(facts);
                live[id] = {till.now, till.now.plusMs(kMinute), facts.line.host,
                            static_cast<std::uint64_t>(facts.amount.toApproximateDouble() / 10'000 + 0.5)};
                if (*rc::gen::inRange(0, 3) == 0) {
                    live[id].end = till.now.plusMs(*rc::gen::inRange<std::int64_t>(0, 60) * kSecond);
                    RC_ASSERT(till.book.shorten(id, live[id].end).has_value());
                } else if (*rc::gen::inRange(0, 8) == 0) {
                    RC_ASSERT(till.book.remove(id).has_value());
                    live.erase(id);
                }
            }
            // I2, by scanning, for the windows that end now and the running day.
            std::size_t inMinute = 0;
            std::map<std::string, std::uint64_t> inHour;
            std::uint64_t inDay = 0;
            const std::int64_t dayStart = till.now.unixMs / kDay * kDay;
            for (const auto& [id, paid] : live) {
                inMinute += paid.end > till.now.plusMs(-kMinute) ? 1U : 0U;
                inHour[paid.host] += paid.end > till.now.plusMs(-kHour) ? paid.cents : 0U;
                inDay += paid.end.unixMs >= dayStart ? paid.cents : 0U;
            }
            RC_ASSERT(inMinute <= 5U);
            RC_ASSERT(inHour["a.test"] <= 300U);
            RC_ASSERT(inHour["b.test"] <= 300U);
            RC_ASSERT(inDay <= 600U);
        }
    }));
}

void TestDecide::anotherAgentChangesNothing()
{
    // I19: whatever agent_2 pays, agent_1's numbers stay, shared global budgets aside.
    Till till(presetPolicy("everyday", TimeZone()).value());
    till.book.setPolicy("agent_2", presetPolicy("autopilot", TimeZone()).value());
    (void)till.pay(paymentOf("1"));
    const Explanation before = till.explain(paymentOf("0.20"));
    for (std::int64_t id = 100; id < 200; ++id) {
        PaymentFacts other = paymentOf("9");
        other.line.agent = "agent_2";
        QVERIFY(till.book.add(liveOf(id, other, kNoon, kNoon.plusMs(kMinute))));
    }
    const Explanation after = till.explain(paymentOf("0.20"));
    QVERIFY(before.budgets == after.budgets && before.trace == after.trace);
}

void TestDecide::standingBudgetsShowWhatIsLeft()
{
    const std::string budgets =
        R"(,"budgets":[{"name":"day","limit":{"usd":"5"},"window":{"calendar":"day"}},)"
        R"({"name":"per host","limit":{"usd":"1"},"window":{"calendar":"day"},"per":["host"]},)"
        R"({"name":"one host","limit":{"usd":"1"},"window":{"calendar":"day"},)"
        R"("only":{"hosts":["api.shop.test"]}},)"
        R"({"name":"rate","limit":{"payments":9},"window":{"rollingSeconds":60}}])";
    Till till(policyOf("ask", dayBudget("50", "deny")), policyOf("ask", budgets));
    (void)till.pay(paymentOf("1.25"));
    SpendLine agent;
    agent.agent = "agent_1";
    const auto effects = standingBudgets(agent, till.global, till.agent, till.book, till.now);
    QCOMPARE(effects.size(), std::size_t{3}); // those that hold whichever host comes next
    QCOMPARE(effects[0].layer, Layer::Global);
    QVERIFY(effects[1].use.used == usd("1.25") && effects[1].use.thisOne.isZero());
    QCOMPARE(effects[2].index, std::uint32_t{3});
    QVERIFY(effects[2].use.used == money::Amount::fromUint64(1));
    agent.isPractice = true;
    QVERIFY(standingBudgets(agent, till.global, till.agent, till.book, till.now)[1].use.used.isZero());
}

QTEST_APPLESS_MAIN(TestDecide)
#include "tst_decide.moc"
