#include "core/policy/condition_match.h"
#include "core/policy/covering.h"
#include "core/policy/lint.h"
#include "core/policy/pattern.h"
#include "core/policy/policy_change.h"
#include "core/policy/tag_change.h"
#include "tests/core/policy/facts.h"

#include <QTest>

#include <algorithm>

using namespace till;
using namespace till::policy;
using namespace till::tests;

namespace {

const std::string kToken = "eip155:8453/0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
const std::string kOtherToken = "eip155:84532/0x036CbD53842c5426634e7929541eC2318f3dCF7e";

Policy policyOf(const std::string& members, const std::string& otherwise = "allow")
{
    return policyFrom(R"({"version":1,"name":"p","default":")" + otherwise + "\"" + members + "}");
}

AmountTest amountsOf(std::optional<std::string> above, std::optional<std::string> from,
                     std::optional<std::string> to, std::string asset = {})
{
    AmountTest test{.asset = std::move(asset), .above = {}, .from = {}, .to = {}};
    if (above)
        test.above = usd(*above);
    if (from)
        test.from = usd(*from);
    if (to)
        test.to = usd(*to);
    return test;
}

Policy denying(const AmountTest& test)
{
    Policy policy = policyOf("");
    Rule rule;
    rule.name = "r";
    rule.verdict = Verdict::Deny;
    rule.when = {test};
    policy.rules = {rule};
    return policy;
}

Budget lifetimeOf(const std::string& name, std::string_view limit)
{
    Budget budget;
    budget.name = name;
    budget.limit = UsdLimit{usd(limit)};
    budget.window = LifetimeWindow{};
    return budget;
}

std::string ruleOf(const std::string& verdict, const std::string& when)
{
    return R"(,"rules":[{"name":"r","verdict":")" + verdict + R"(","when":)" + when + "}]";
}
std::string budgetOf(const std::string& limit, const std::string& more)
{
    return R"(,"budgets":[{"name":"b","limit":)" + limit + R"(,"window":{"rollingSeconds":60})" + more + "}]";
}
std::string dollarsOf(const std::string& more)
{
    return budgetOf(R"({"usd":"5"})", more);
}
std::string tokensOf(const std::string& more)
{
    return budgetOf(R"({"asset":")" + kToken + R"(","atomic":"5"})", more);
}

/// Whether a policy may name this payee.
bool isPayee(const std::string& text)
{
    return parsePolicy(R"({"version":1,"name":"p","default":"allow")" +
                       dollarsOf(R"(,"only":{"payTo":[")" + text + R"("]})") + "}")
        .has_value();
}

std::vector<LintFinding> found(const Policy& policy, const Policy& global = emptyPolicy())
{
    return lint(policy, {.layer = Layer::Agent,
                         .global = global,
                         .registry = money::Registry::builtIn(),
                         .agent = "a1",
                         .now = kNoon});
}

bool hasCode(const std::vector<LintFinding>& findings, std::string_view code)
{
    return std::ranges::any_of(findings, [code](const LintFinding& each) { return each.code == code; });
}

const std::string kShopGrant =
    R"({"name":"one","host":"api.shop.test","perPaymentUsd":"2","perDayUsd":"2","untilSeconds":1767355200})";

} // namespace

/// What holds exactly at a bound, and what is not said of something that is only alike.
class TestPolicyBounds : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersOfNamesMeanNothingElse()
    {
        NameTable names;
        QCOMPARE(names.number("a"), kUnknownName);
        const NameNumber a = names.numberOrNew("a");
        const NameNumber b = names.numberOrNew("b");
        for (const NameNumber each : {a, b})
            QVERIFY(each != kUnknownName && each != kNoName);
        QVERIFY(a != b);
        QCOMPARE(names.numberOrNew("a"), a);
        QCOMPARE(names.number("b"), b);
    }

    void aBudgetThatLooksAtTheMerchantHasNoStandingOfItsOwn()
    {
        const PaymentFacts facts = paymentOf("1");
        const auto standings = [&](const Budget& budget) {
            Policy policy = policyOf("");
            policy.budgets = {budget};
            const Till till(policy);
            return standingBudgets(facts.line, till.global, till.agent, till.book, kNoon).size();
        };
        const Budget plain = lifetimeOf("all", "5");
        QCOMPARE(standings(plain), std::size_t{1});
        for (auto BudgetScope::*list :
             {&BudgetScope::hosts, &BudgetScope::payTo, &BudgetScope::networks, &BudgetScope::assets}) {
            Budget narrow = plain;
            narrow.only.*list = {list == &BudgetScope::hosts      ? facts.line.host
                                 : list == &BudgetScope::payTo    ? facts.line.payTo
                                 : list == &BudgetScope::networks ? facts.line.network
                                                                  : kToken};
            QCOMPARE(standings(narrow), std::size_t{0});
        }
        for (const Dimension each :
             {Dimension::Host, Dimension::PayTo, Dimension::Network, Dimension::Asset}) {
            Budget apart = plain;
            apart.per = {each};
            QCOMPARE(standings(apart), std::size_t{0});
        }
    }

    void aPriceThatFellByExactlySoMuchHasNotFallenByMore()
    {
        Till till(policyOf(""));
        till.memory.note(paymentOf("1"));
        const Condition fell{PriceTest{.percent = 50, .last = 20, .direction = PriceDirection::Down}};
        const auto isFallen = [&](std::string_view dollars) {
            const PaymentFacts facts = paymentOf(dollars);
            return isMatch(fell, {facts, till.memory, usdMicro(facts.line, facts.amount), kNoon});
        };
        QVERIFY(!isFallen("0.50"));
        QVERIFY(isFallen("0.499999"));
    }

    void aPathCoversOnlyWhatSurelyLiesBelow()
    {
        const auto covers = [](const char* wide, const char* narrow) {
            return coversTexts(TextField::Path, {wide}, {narrow});
        };
        QVERIFY(!covers("/v1/x", "/v1/*"));
        QVERIFY(!covers("/v1/*", "/v2/*"));
        QVERIFY(!covers("/v1/*", "/v*1/x"));
        QVERIFY(covers("/v1/*", "/v1/x*"));
    }

    void amountsCoverByEveryBound()
    {
        using Text = std::optional<std::string>;
        const auto isCovered = [](const AmountTest& wide, const AmountTest& narrow) {
            return covers(Condition{wide}, Condition{narrow});
        };
        const Text no;
        // More than 1: from 1 on is not, from 1.5 on is.
        QVERIFY(!isCovered(amountsOf("1", no, no), amountsOf(no, "1", no)));
        QVERIFY(isCovered(amountsOf("1", no, no), amountsOf(no, "1.5", no)));
        QVERIFY(isCovered(amountsOf("1", no, no), amountsOf("1", no, no)));
        QVERIFY(!isCovered(amountsOf("1", no, no), amountsOf(no, no, "3")));
        QVERIFY(isCovered(amountsOf(no, "1", no), amountsOf("1", no, no)));
        QVERIFY(!isCovered(amountsOf(no, "1", no), amountsOf(no, "0.5", no)));
        QVERIFY(!isCovered(amountsOf(no, "1", no), amountsOf(no, no, "3")));
        QVERIFY(isCovered(amountsOf(no, no, "3"), amountsOf(no, no, "3")));
        QVERIFY(!isCovered(amountsOf(no, no, "3"), amountsOf(no, no, "4")));
        QVERIFY(!isCovered(amountsOf(no, no, "3"), amountsOf(no, "1", no)));
        QVERIFY(!isCovered(amountsOf("1", no, no, kToken), amountsOf("1", no, no, kOtherToken)));
    }

    void aRollingWindowCoversACalendarOneFromItsLongestOn()
    {
        const TimeZone zone = TimeZone::named("Europe/Berlin").value();
        constexpr std::int64_t kHours = 3600;
        for (const auto& [unit, longest] :
             {std::pair{CalendarUnit::Hour, 3 * kHours}, std::pair{CalendarUnit::Day, 48 * kHours},
              std::pair{CalendarUnit::Week, 8 * 24 * kHours},
              std::pair{CalendarUnit::Month, 32 * 24 * kHours}}) {
            QVERIFY(coversWindow(RollingWindow{longest}, CalendarWindow{unit, zone}));
            QVERIFY(!coversWindow(RollingWindow{longest - 1}, CalendarWindow{unit, zone}));
        }
    }

    void whatTheBookDoesNotKeepCoversAndLiftsNothing()
    {
        Policy policy = policyOf(R"(,"rules":[{"name":"ask","verdict":"ask","when":{}}])");
        policy.budgets = {lifetimeOf("all", "0.50")};
        const Grant grant{.name = "grant",
                          .host = "api.shop.test",
                          .payTo = {},
                          .perPaymentMicro = usd("1"),
                          .perDayMicro = usd("5"),
                          .until = kNoon.plusMs(kDay)};
        const Envelope envelope{
            .name = "more 1", .host = {}, .limitMicro = usd("5"), .until = kNoon.plusMs(kDay)};

        Till withEnvelope(policy);
        withEnvelope.agent.envelopes = {envelope};
        QCOMPARE(withEnvelope.decide(paymentOf("0.60")).code, std::string("budget_exceeded"));
        withEnvelope.setPolicies();
        QVERIFY(withEnvelope.decide(paymentOf("0.60")).code.empty());
        withEnvelope.agent.envelopes.front().name = "more 2";
        QCOMPARE(withEnvelope.decide(paymentOf("0.60")).code, std::string("budget_exceeded"));

        Till withGrant(policy);
        withGrant.agent.grants = {grant};
        QCOMPARE(withGrant.decide(paymentOf("0.10")).verdict, Verdict::Ask);
        withGrant.setPolicies();
        QCOMPARE(withGrant.decide(paymentOf("0.10")).verdict, Verdict::Allow);
        withGrant.agent.grants.front().name = "another";
        QCOMPARE(withGrant.decide(paymentOf("0.10")).verdict, Verdict::Ask);
    }

    void aTokenWithoutALimitIsNamedInTheTrace()
    {
        const Till till(policyOf(""));
        const auto count = [&till](const PaymentFacts& facts) {
            const auto explanation = till.explain(facts);
            return std::ranges::count_if(
                explanation.trace, [](const Reason& each) { return each.code == "no_limit_for_token"; });
        };
        QCOMPARE(count(floatingPaymentOf("1")), std::ptrdiff_t{1});
        QCOMPARE(count(paymentOf("1")), std::ptrdiff_t{0});
    }

    void lintLooksAtTheLowerOfTwoCaps()
    {
        const auto isDead = [](const char* own, const char* above) {
            Policy policy = policyOf(ruleOf("ask", R"({"amount":{"above":"1.50"}})"));
            policy.perPaymentMicro = usd(own);
            Policy global = emptyPolicy();
            global.perPaymentMicro = usd(above);
            return !found(policy, global).empty();
        };
        QVERIFY(isDead("2", "1"));
        QVERIFY(isDead("1", "2"));
        QVERIFY(!isDead("2", "2"));
    }

    void lintNamesAGrantOnlyBeyondItsDay()
    {
        const auto of = [](const std::string& grants) {
            return found(
                policyOf(R"(,"rules":[{"name":"r","verdict":"ask","when":{}}],"grants":[)" + grants + "]"));
        };
        QVERIFY(of(kShopGrant).empty());
        std::string larger = kShopGrant;
        larger.replace(larger.find(R"("perPaymentUsd":"2")"), 19, R"("perPaymentUsd":"3")");
        QVERIFY(hasCode(of(larger), "never_reached"));
        // The same once more spares no question that the first does not spare.
        std::string again = kShopGrant;
        again.replace(again.find("one"), 3, "two");
        QVERIFY(!of(kShopGrant + "," + again).empty());
    }

    void lintNamesADollarBudgetOfTokensWithoutAPrice()
    {
        Policy policy = policyOf("");
        policy.budgets = {lifetimeOf("all", "5")};
        policy.budgets.front().only.assets = {kToken};
        QVERIFY(found(policy).empty());
        policy.budgets.front().only.assets = {std::string(kBase) + "/" + floatingAsset().address};
        QVERIFY(!found(policy).empty());
        policy.budgets.front().only.assets.push_back(kToken);
        QVERIFY(!hasCode(found(policy), "no_effect"));
    }

    void theMemoryOfPayeesIsBoundedByAge()
    {
        MerchantMemory memory;
        const auto payee = [](std::size_t number) {
            PaymentFacts facts = paymentOf("1");
            facts.line.payTo = "payee " + std::to_string(number);
            return facts;
        };
        for (std::size_t each = 0; each < kMaxRememberedPayees; ++each)
            memory.note(payee(each));
        QVERIFY(memory.knowsPayTo(payee(0)));
        memory.note(payee(kMaxRememberedPayees));
        QVERIFY(!memory.knowsPayTo(payee(0)));
        QVERIFY(memory.knowsPayTo(payee(1)));
        QVERIFY(memory.knowsPayTo(payee(kMaxRememberedPayees)));
    }

    void textsAreOfPlainLettersAndDigits()
    {
        QVERIFY(isHostPattern("az09.test"));
        const std::string good = "azAZ09azAZ09azAZ09az";
        QVERIFY(isPayee(good));
        for (const char outside : {'`', '{', '@', '[', '/', ':', ' ', '.'}) {
            QVERIFY(!isPayee(good + outside));
            if (outside != '[' && outside != ':' && outside != '.')
                QVERIFY(!isHostPattern(std::string("a") + outside));
        }
        QVERIFY(!isPayee(good.substr(1)));
    }

    void aZoneNameMayBeAsLongAsTheBound()
    {
        QCOMPARE(TimeZone::named(std::string(kMaxZoneNameBytes, 'a')).error(), ZoneError::Unknown);
        QCOMPARE(TimeZone::named(std::string(kMaxZoneNameBytes + 1, 'a')).error(), ZoneError::BadName);
    }

    void aBudgetMayCountUpToABillionPayments()
    {
        const auto of = [](const char* count) {
            return parsePolicy(
                std::string(R"({"version":1,"name":"p","default":"allow","budgets":[{"name":"b",)") +
                R"("limit":{"payments":)" + count + R"(},"window":{"lifetime":true}}]})");
        };
        QVERIFY(of("1000000000").has_value());
        QVERIFY(!of("1000000001"));
    }

    void linesThatJoinToOneTextKeepSumsApart()
    {
        Policy policy = policyOf("");
        policy.budgets = {lifetimeOf("by host", "5")};
        policy.budgets.front().per = {Dimension::Host};
        Till till(policy);
        PaymentFacts port = paymentOf("1");
        port.line.host = "shop:80";
        port.line.payTo = "";
        PaymentFacts plain = paymentOf("2");
        plain.line.host = "shop";
        plain.line.payTo = "80:";
        till.pay(port);
        till.pay(plain);
        QCOMPARE(till.decide(port).budgets.front().use.used, usd("1"));
        QCOMPARE(till.decide(plain).budgets.front().use.used, usd("2"));
    }

    void aPaymentWithTheNumberZeroCanBeReleased()
    {
        Till till(policyOf(""));
        QVERIFY(till.book.add(liveOf(0, paymentOf("1"), kNoon, kNoon.plusMs(kMinute))).has_value());
        QVERIFY(till.book.release(0, kNoon).has_value());
        QCOMPARE(till.book.release(0, kNoon).error(), SpendBookError::NoSuchPayment);
    }

    void aDenyRuleThatHoldsForLessWidens_data()
    {
        QTest::addColumn<bool>("isLess");
        QTest::addColumn<QList<QByteArray>>("before");
        QTest::addColumn<QList<QByteArray>>("after");
        const auto row = [](const char* name, bool isLess, QList<QByteArray> before,
                            QList<QByteArray> after) {
            QTest::newRow(name) << isLess << std::move(before) << std::move(after);
        };
        // above, from, to
        row("from 1 is more than above 1", true, {"", "1", ""}, {"1", "", ""});
        row("from 1.5 is not", false, {"", "1.5", ""}, {"1", "", ""});
        row("above 1 lies in from 1", false, {"1", "", ""}, {"", "1", ""});
        row("above 0.5 does not", true, {"0.5", "", ""}, {"", "1", ""});
        row("from 0.5 does not", true, {"", "0.5", ""}, {"", "1", ""});
        row("above 0.5 is more than above 1", true, {"0.5", "", ""}, {"1", "", ""});
        row("up to 3 lies in up to 4", false, {"", "", "3"}, {"", "", "4"});
        row("up to 4 is more than up to 3", true, {"", "", "4"}, {"", "", "3"});
        row("no upper bound is more than one", true, {"1", "", ""}, {"1", "", "3"});
        row("no lower bound is more than one", true, {"", "", "3"}, {"", "1", "3"});
    }
    void aDenyRuleThatHoldsForLessWidens()
    {
        QFETCH(bool, isLess);
        QFETCH(QList<QByteArray>, before);
        QFETCH(QList<QByteArray>, after);
        const auto of = [](const QList<QByteArray>& bounds, const std::string& asset) {
            const auto at = [&bounds](int place) {
                return bounds[place].isEmpty() ? std::optional<std::string>() : bounds[place].toStdString();
            };
            return denying(amountsOf(at(0), at(1), at(2), asset));
        };
        QCOMPARE(isWidening(compare(Layer::Agent, of(before, ""), of(after, ""))), isLess);
        QVERIFY(isWidening(compare(Layer::Agent, of(before, kToken), of(after, kOtherToken))));
    }

    void onlyWhatNamesATagMakesItTighter()
    {
        const auto gained = [](const std::string& members, const std::string& otherwise = "allow") {
            return compareTags(emptyPolicy(), policyOf(members, otherwise), {}, {"research"});
        };
        const std::string only = R"(,"only":{"agentTags":["research"]})";
        QVERIFY(!isWidening(gained(ruleOf("deny", R"({"agentTags":["research"]})"))));
        QVERIFY(!isWidening(gained(dollarsOf(only))));
        QVERIFY(!isWidening(gained(dollarsOf(R"(,"per":["agentTag"])"))));
        // A text alike in another field, another tag, and a budget that keeps something else apart.
        QVERIFY(isWidening(gained(ruleOf("deny", R"({"hosts":["research"]})"))));
        QVERIFY(isWidening(gained(ruleOf("deny", R"({"agentTags":["other"]})"))));
        QVERIFY(isWidening(gained(dollarsOf(R"(,"per":["host"])"))));
        QVERIFY(isWidening(gained(dollarsOf(""))));
        // To be asked is milder only than to be denied.
        QVERIFY(!isWidening(gained(dollarsOf(only + R"(,"whenExceeded":"ask")"))));
        QVERIFY(isWidening(gained(dollarsOf(only + R"(,"whenExceeded":"ask")"), "deny")));
        QVERIFY(!isWidening(gained(dollarsOf(only), "deny")));
        QVERIFY(isWidening(gained(ruleOf("ask", R"({"agentTags":["research"]})"), "deny")));
        QVERIFY(!isWidening(gained(ruleOf("ask", R"({"agentTags":["research"]})"))));
        QVERIFY(isWidening(gained(tokensOf(only))));
    }
};

QTEST_APPLESS_MAIN(TestPolicyBounds)
#include "tst_policy_bounds.moc"
