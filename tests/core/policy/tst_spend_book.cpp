#include "core/policy/spend_book.h"

#include "tests/core/policy/facts.h"

#include <QTest>

#include <rapidcheck.h>

#include <map>

using namespace till;
using namespace till::policy;
using namespace till::tests;

namespace {

Budget budgetOf(Limit limit, Window window)
{
    Budget budget;
    budget.name = "b";
    budget.limit = std::move(limit);
    budget.window = std::move(window);
    return budget;
}

Policy policyWith(Budget budget)
{
    Policy policy = emptyPolicy();
    policy.budgets.push_back(std::move(budget));
    return policy;
}

const Budget kMinuteSum = budgetOf(UsdLimit{usd("5")}, RollingWindow{60});

BudgetUse useOf(const SpendBook& book, std::string_view owner, const PaymentFacts& facts, Instant now)
{
    return book.trackersOf(owner)
        ->front()
        .judge(facts.line, book.keysOf(facts.line), facts.amount, now)
        .value();
}

std::string usedIn(const SpendBook& book, const PaymentFacts& facts, Instant now)
{
    return useOf(book, kGlobalOwner, facts, now).used.toAtomic();
}

SpendBook bookWith(const Budget& budget)
{
    SpendBook book;
    book.setPolicy(kGlobalOwner, policyWith(budget));
    return book;
}

} // namespace

class TestSpendBook : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rollingWindowCountsUntilTheEndHasLeftIt();
    void calendarWindowCountsWhatTouchesItsStart();
    void lateSettlementCountsInTheNextDayToo();
    void lifetimeCountsForEver();
    void countLimitCountsPayments();
    void assetLimitCountsThatTokenOnly();
    void dollarLimitCountsEveryPeggedTokenAtPar();
    void floatingTokensDoNotCountInDollars();
    void practiceMoneyHasSumsOfItsOwn();
    void agentBudgetsCountThatAgentOnly();
    void globalBudgetCountsEverybody();
    void perKeepsSumsApart_data();
    void perKeepsSumsApart();
    void perAssetKeepsNetworksApart();
    void perTagCountsUnderEachTagAndShowsTheFullest();
    void scopeChoosesWhatCounts_data();
    void scopeChoosesWhatCounts();
    void shortenMovesTheEndButNeverLater();
    void settledBeforeItsStartCountsAtItsStart();
    void lengthenUndoesAShortening();
    void removeGivesBack();
    void anUnknownPaymentIsRefused();
    void aPaymentIsAddedOnce();
    void anOlderNowNeverShowsLess();
    void futurePaymentsCountAtAnOlderNow();
    void setPolicyCountsWhatIsThereAlready();
    void dropPolicyForgetsTheSumsOnly();
    void pastSumsCountInTheLifetime();
    void rollingResetIsWhenThereIsRoom();
    void calendarResetIsTheNextStart();
    void overflowIsExceeded();
    void agreesWithScanning();
    void overspendingIsImpossibleInAnyOrder();
};

void TestSpendBook::rollingWindowCountsUntilTheEndHasLeftIt()
{
    SpendBook book = bookWith(kMinuteSum);
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon.plusMs(30 * kSecond))));
    QCOMPARE(usedIn(book, facts, kNoon), std::string("1000000"));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(90 * kSecond - 1)), std::string("1000000"));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(90 * kSecond)), std::string("0"));
}

void TestSpendBook::calendarWindowCountsWhatTouchesItsStart()
{
    SpendBook book = bookWith(budgetOf(UsdLimit{usd("5")}, CalendarWindow{CalendarUnit::Day, TimeZone()}));
    const PaymentFacts facts = paymentOf("1");
    const Instant midnight = kNoon.plusMs(12 * kHour);
    QVERIFY(book.add(liveOf(1, facts, kNoon, midnight.plusMs(-1))));
    QCOMPARE(usedIn(book, facts, midnight.plusMs(-1)), std::string("1000000"));
    QCOMPARE(usedIn(book, facts, midnight), std::string("0"));
    QVERIFY(book.add(liveOf(2, facts, kNoon, midnight)));
    QCOMPARE(usedIn(book, facts, midnight.plusMs(5 * kHour)), std::string("1000000"));
}

void TestSpendBook::lateSettlementCountsInTheNextDayToo()
{
    SpendBook book = bookWith(budgetOf(UsdLimit{usd("5")}, CalendarWindow{CalendarUnit::Day, TimeZone()}));
    const PaymentFacts facts = paymentOf("3");
    const Instant midnight = kNoon.plusMs(12 * kHour);
    QVERIFY(book.add(liveOf(1, facts, midnight.plusMs(-10 * kSecond), midnight.plusMs(50 * kSecond))));
    // The merchant may cash it after midnight, so the new day has only 2 left …
    QVERIFY(useOf(book, kGlobalOwner, facts, midnight).isExceeded);
    // … until it is proven that it was cashed before.
    QVERIFY(book.shorten(1, midnight.plusMs(-5 * kSecond)));
    QVERIFY(!useOf(book, kGlobalOwner, facts, midnight).isExceeded);
}

void TestSpendBook::lifetimeCountsForEver()
{
    SpendBook book = bookWith(budgetOf(UsdLimit{usd("5")}, LifetimeWindow{}));
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon)));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(36'500 * kDay)), std::string("1000000"));
    QVERIFY(!useOf(book, kGlobalOwner, facts, kNoon).resetAt);
}

void TestSpendBook::countLimitCountsPayments()
{
    SpendBook book = bookWith(budgetOf(CountLimit{2}, RollingWindow{60}));
    const PaymentFacts facts = paymentOf("700");
    QVERIFY(!useOf(book, kGlobalOwner, facts, kNoon).isExceeded);
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon)));
    QVERIFY(!useOf(book, kGlobalOwner, facts, kNoon).isExceeded);
    QVERIFY(book.add(liveOf(2, facts, kNoon, kNoon)));
    QVERIFY(useOf(book, kGlobalOwner, facts, kNoon).isExceeded);
    QVERIFY(!useOf(book, kGlobalOwner, facts, kNoon.plusMs(kMinute)).isExceeded);
}

void TestSpendBook::assetLimitCountsThatTokenOnly()
{
    const std::string weth = std::string(kBase) + "/" + floatingAsset().address;
    SpendBook book = bookWith(budgetOf(AssetLimit{weth, amount("2000000000000000000")}, LifetimeWindow{}));
    QVERIFY(book.add(liveOf(1, floatingPaymentOf("1.5"), kNoon, kNoon)));
    QVERIFY(book.add(liveOf(2, paymentOf("100"), kNoon, kNoon)));
    QCOMPARE(usedIn(book, floatingPaymentOf("0.5"), kNoon), std::string("1500000000000000000"));
    QVERIFY(!useOf(book, kGlobalOwner, floatingPaymentOf("0.5"), kNoon).isExceeded);
    QVERIFY(useOf(book, kGlobalOwner, floatingPaymentOf("0.500000000000000001"), kNoon).isExceeded);
    const PaymentFacts dollars = paymentOf("1");
    QVERIFY(!book.trackersOf(kGlobalOwner)
                 ->front()
                 .judge(dollars.line, book.keysOf(dollars.line), dollars.amount, kNoon));
}

void TestSpendBook::dollarLimitCountsEveryPeggedTokenAtPar()
{
    SpendBook book = bookWith(budgetOf(UsdLimit{usd("5")}, LifetimeWindow{}));
    PaymentFacts fine = paymentOf("1");
    fine.line.network = "eip155:4326";
    fine.line.asset = "0xFAfDdbb3FC7688494971a79cc65DCa3EF82079E7";
    fine.line.decimals = 18;
    fine.amount = amount("1000000000000000001"); // one dollar and a hair: counts as 1.000001
    QVERIFY(book.add(liveOf(1, fine, kNoon, kNoon)));
    QVERIFY(book.add(liveOf(2, paymentOf("2"), kNoon, kNoon)));
    QCOMPARE(usedIn(book, paymentOf("1"), kNoon), std::string("3000001"));
}

void TestSpendBook::floatingTokensDoNotCountInDollars()
{
    SpendBook book = bookWith(budgetOf(UsdLimit{usd("5")}, LifetimeWindow{}));
    QVERIFY(book.add(liveOf(1, floatingPaymentOf("1"), kNoon, kNoon)));
    QCOMPARE(usedIn(book, paymentOf("1"), kNoon), std::string("0"));
    const PaymentFacts facts = floatingPaymentOf("1");
    QVERIFY(!book.trackersOf(kGlobalOwner)->front().counts(facts.line));
}

void TestSpendBook::practiceMoneyHasSumsOfItsOwn()
{
    SpendBook book = bookWith(budgetOf(UsdLimit{usd("5")}, LifetimeWindow{}));
    QVERIFY(book.add(liveOf(1, practicePaymentOf("5"), kNoon, kNoon)));
    QCOMPARE(usedIn(book, paymentOf("1"), kNoon), std::string("0"));
    QCOMPARE(usedIn(book, practicePaymentOf("1"), kNoon), std::string("5000000"));
    QVERIFY(book.add(liveOf(2, paymentOf("1"), kNoon, kNoon)));
    QCOMPARE(usedIn(book, practicePaymentOf("1"), kNoon), std::string("5000000"));
}

void TestSpendBook::agentBudgetsCountThatAgentOnly()
{
    SpendBook book;
    book.setPolicy("agent_1", policyWith(kMinuteSum));
    PaymentFacts other = paymentOf("4");
    other.line.agent = "agent_2";
    QVERIFY(book.add(liveOf(1, other, kNoon, kNoon)));
    QVERIFY(book.add(liveOf(2, paymentOf("1"), kNoon, kNoon)));
    QCOMPARE(useOf(book, "agent_1", paymentOf("1"), kNoon).used.toAtomic(), std::string("1000000"));
    QVERIFY(!book.trackersOf("agent_1")->front().counts(other.line));
    QVERIFY(book.trackersOf("agent_2") == nullptr);
}

void TestSpendBook::globalBudgetCountsEverybody()
{
    SpendBook book = bookWith(kMinuteSum);
    PaymentFacts other = paymentOf("4");
    other.line.agent = "agent_2";
    QVERIFY(book.add(liveOf(1, other, kNoon, kNoon)));
    QCOMPARE(usedIn(book, paymentOf("1"), kNoon), std::string("4000000"));
}

void TestSpendBook::perKeepsSumsApart_data()
{
    QTest::addColumn<QByteArray>("per");
    QTest::addColumn<bool>("agent");
    QTest::addColumn<bool>("host");
    QTest::addColumn<bool>("payTo");
    QTest::newRow("agent") << QByteArray(R"(["agent"])") << true << false << false;
    QTest::newRow("host") << QByteArray(R"(["host"])") << false << true << false;
    QTest::newRow("payTo") << QByteArray(R"(["payTo"])") << false << false << true;
    QTest::newRow("agent x host") << QByteArray(R"(["host","agent"])") << true << true << false;
    QTest::newRow("all three") << QByteArray(R"(["agent","host","payTo"])") << true << true << true;
}

void TestSpendBook::perKeepsSumsApart()
{
    QFETCH(QByteArray, per);
    QFETCH(bool, agent);
    QFETCH(bool, host);
    QFETCH(bool, payTo);
    SpendBook book;
    book.setPolicy(kGlobalOwner,
                   policyFrom(R"({"version":1,"name":"g","default":"ask","budgets":[{"name":"b",)"
                              R"("limit":{"usd":"9"},"window":{"lifetime":true},"per":)" +
                              per.toStdString() + "}]}"));
    const PaymentFacts one = paymentOf("1");
    PaymentFacts otherAgent = one;
    otherAgent.line.agent = "agent_2";
    PaymentFacts otherHost = one;
    otherHost.line.host = "b.test";
    PaymentFacts otherPayee = one;
    otherPayee.line.payTo = std::string(kOtherPayee);
    std::int64_t id = 0;
    for (const PaymentFacts& facts : {one, otherAgent, otherHost, otherPayee})
        QVERIFY(book.add(liveOf(++id, facts, kNoon, kNoon)));
    const int shared = 1 + (agent ? 0 : 1) + (host ? 0 : 1) + (payTo ? 0 : 1);
    QCOMPARE(usedIn(book, one, kNoon), std::to_string(shared) + "000000");
}

void TestSpendBook::perAssetKeepsNetworksApart()
{
    Budget budget = budgetOf(CountLimit{9}, LifetimeWindow{});
    budget.per = {Dimension::Asset};
    SpendBook book = bookWith(budget);
    PaymentFacts elsewhere = paymentOf("1");
    elsewhere.line.network = "eip155:1"; // the same contract address on another chain is another token
    QVERIFY(book.add(liveOf(1, elsewhere, kNoon, kNoon)));
    QCOMPARE(usedIn(book, paymentOf("1"), kNoon), std::string("0"));
    QCOMPARE(usedIn(book, elsewhere, kNoon), std::string("1"));
}

void TestSpendBook::perTagCountsUnderEachTagAndShowsTheFullest()
{
    Budget budget = budgetOf(UsdLimit{usd("5")}, LifetimeWindow{});
    budget.per = {Dimension::AgentTag};
    SpendBook book = bookWith(budget);
    PaymentFacts both = paymentOf("1");
    both.line.agentTags = {"research", "night"};
    PaymentFacts night = paymentOf("2");
    night.line.agentTags = {"night"};
    QVERIFY(book.add(liveOf(1, both, kNoon, kNoon)));
    QVERIFY(book.add(liveOf(2, night, kNoon, kNoon)));
    QCOMPARE(usedIn(book, both, kNoon), std::string("3000000")); // night is fuller than research
    PaymentFacts research = paymentOf("1");
    research.line.agentTags = {"research"};
    QCOMPARE(usedIn(book, research, kNoon), std::string("1000000"));
    QVERIFY(!book.trackersOf(kGlobalOwner)->front().counts(paymentOf("1").line));
    QVERIFY(book.remove(1));
    QCOMPARE(usedIn(book, night, kNoon), std::string("2000000"));
}

void TestSpendBook::scopeChoosesWhatCounts_data()
{
    QTest::addColumn<QByteArray>("only");
    QTest::addColumn<bool>("counts");
    const auto row = [](const char* tag, const char* only, bool counts) {
        QTest::newRow(tag) << QByteArray(only) << counts;
    };
    row("nothing named", "{}", true);
    row("this host", R"({"hosts":["api.shop.test"]})", true);
    row("hosts below", R"({"hosts":["*.shop.test"]})", true);
    row("another host", R"({"hosts":["b.test","shop.test"]})", false);
    row("this agent", R"({"agents":["agent_1"]})", true);
    row("another agent", R"({"agents":["agent_2"]})", false);
    row("this tag among two", R"({"agentTags":["x","research"]})", true);
    row("another tag", R"({"agentTags":["x"]})", false);
    row("this payee", R"({"payTo":["0x209693bc6afc0c5328ba36faf03c514ef312287c"]})", true);
    row("another payee", R"({"payTo":["0x70997970C51812dc3A010C7d01b50e0d17dc79C8"]})", false);
    row("this network", R"({"networks":["eip155:8453"]})", true);
    row("another network", R"({"networks":["eip155:1"]})", false);
    row("this token", R"({"assets":["eip155:8453/0x833589fcd6edb6e08f4c7c32d4f71b54bda02913"]})", true);
    row("another token", R"({"assets":["eip155:1/0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"]})", false);
    row("all must hold", R"({"hosts":["api.shop.test"],"agents":["agent_2"]})", false);
}

void TestSpendBook::scopeChoosesWhatCounts()
{
    QFETCH(QByteArray, only);
    QFETCH(bool, counts);
    SpendBook book;
    book.setPolicy(kGlobalOwner,
                   policyFrom(R"({"version":1,"name":"g","default":"ask","budgets":[{"name":"b",)"
                              R"("limit":{"usd":"9"},"window":{"lifetime":true},"only":)" +
                              only.toStdString() + "}]}"));
    PaymentFacts facts = paymentOf("1");
    facts.line.agentTags = {"research"};
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon)));
    const auto use = book.trackersOf(kGlobalOwner)
                         ->front()
                         .judge(facts.line, book.keysOf(facts.line), facts.amount, kNoon);
    QCOMPARE(use.has_value(), counts);
    QCOMPARE(book.trackersOf(kGlobalOwner)->front().counts(facts.line), counts);
    if (use)
        QVERIFY(use->used == usd("1"));
}

void TestSpendBook::shortenMovesTheEndButNeverLater()
{
    SpendBook book = bookWith(kMinuteSum);
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon.plusMs(300 * kSecond))));
    QVERIFY(book.shorten(1, kNoon.plusMs(400 * kSecond)));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(360 * kSecond)), std::string("0"));
    QVERIFY(book.shorten(1, kNoon.plusMs(10 * kSecond)));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(70 * kSecond - 1)), std::string("1000000"));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(70 * kSecond)), std::string("0"));
}

void TestSpendBook::settledBeforeItsStartCountsAtItsStart()
{
    // A chain's clock may be a little behind ours.
    SpendBook book = bookWith(kMinuteSum);
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon.plusMs(300 * kSecond))));
    QVERIFY(book.shorten(1, kNoon.plusMs(-kDay)));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(kMinute - 1)), std::string("1000000"));
}

void TestSpendBook::lengthenUndoesAShortening()
{
    SpendBook book = bookWith(kMinuteSum);
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon.plusMs(300 * kSecond))));
    QVERIFY(book.shorten(1, kNoon));
    QVERIFY(book.lengthen(1, kNoon.plusMs(300 * kSecond)));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(359 * kSecond)), std::string("1000000"));
    QVERIFY(book.lengthen(1, kNoon.plusMs(-kSecond)));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(359 * kSecond)), std::string("1000000"));
}

void TestSpendBook::removeGivesBack()
{
    SpendBook book = bookWith(kMinuteSum);
    const PaymentFacts facts = paymentOf("5");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon)));
    QVERIFY(useOf(book, kGlobalOwner, facts, kNoon).isExceeded);
    QVERIFY(book.remove(1));
    QVERIFY(!useOf(book, kGlobalOwner, facts, kNoon).isExceeded);
    QVERIFY(!book.contains(1));
}

void TestSpendBook::anUnknownPaymentIsRefused()
{
    SpendBook book = bookWith(kMinuteSum);
    book.addPast(paymentOf("1").line, 3, usd("3"), kNoon);
    for (const std::int64_t id : {1, 0, -1}) {
        QCOMPARE(book.shorten(id, kNoon).error(), SpendBookError::NoSuchPayment);
        QCOMPARE(book.lengthen(id, kNoon).error(), SpendBookError::NoSuchPayment);
        QCOMPARE(book.remove(id).error(), SpendBookError::NoSuchPayment);
    }
}

void TestSpendBook::aPaymentIsAddedOnce()
{
    SpendBook book = bookWith(kMinuteSum);
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon)));
    QCOMPARE(book.add(liveOf(1, facts, kNoon, kNoon)).error(), SpendBookError::Duplicate);
    QCOMPARE(book.add(liveOf(-1, facts, kNoon, kNoon)).error(), SpendBookError::Duplicate);
    QCOMPARE(book.add(liveOf(2, facts, kNoon, kNoon.plusMs(-1))).error(), SpendBookError::EndBeforeStart);
    QCOMPARE(usedIn(book, facts, kNoon), std::string("1000000"));
}

void TestSpendBook::anOlderNowNeverShowsLess()
{
    for (const Window& window :
         {Window(RollingWindow{3600}), Window(CalendarWindow{CalendarUnit::Hour, TimeZone()}),
          Window(CalendarWindow{CalendarUnit::Day, TimeZone()})}) {
        SpendBook book = bookWith(budgetOf(UsdLimit{usd("5")}, window));
        const PaymentFacts facts = paymentOf("1");
        for (std::int64_t i = 0; i < 50; ++i)
            QVERIFY(book.add(liveOf(i, facts, kNoon.plusMs(i * kHour), kNoon.plusMs(i * kHour + kMinute))));
        // Ask late first, as a clock that then jumps back would.
        money::Amount last = useOf(book, kGlobalOwner, facts, kNoon.plusMs(60 * kHour)).used;
        for (std::int64_t hour = 60; hour >= 0; --hour) {
            const money::Amount used = useOf(book, kGlobalOwner, facts, kNoon.plusMs(hour * kHour)).used;
            QVERIFY(used >= last);
            last = used;
        }
        QCOMPARE(last.toAtomic(), std::string("50000000"));
    }
}

void TestSpendBook::futurePaymentsCountAtAnOlderNow()
{
    SpendBook book = bookWith(kMinuteSum);
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon.plusMs(kMinute))));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(-kDay)), std::string("1000000"));
}

void TestSpendBook::setPolicyCountsWhatIsThereAlready()
{
    SpendBook before = bookWith(kMinuteSum);
    SpendBook after;
    for (std::int64_t i = 0; i < 100; ++i) {
        PaymentFacts facts = paymentOf("0.01");
        facts.line.host = i % 3 == 0 ? "a.test" : "b.test";
        const Instant start = kNoon.plusMs(i * kSecond);
        QVERIFY(before.add(liveOf(i, facts, start, start.plusMs(kMinute))));
        QVERIFY(after.add(liveOf(i, facts, start, start.plusMs(kMinute))));
        if (i % 7 == 0) {
            QVERIFY(before.shorten(i, start));
            QVERIFY(after.shorten(i, start));
        }
    }
    after.setPolicy(kGlobalOwner, policyWith(kMinuteSum));
    for (std::int64_t second = 0; second < 300; second += 3) {
        const Instant now = kNoon.plusMs(second * kSecond);
        QCOMPARE(usedIn(after, paymentOf("1"), now), usedIn(before, paymentOf("1"), now));
    }
}

void TestSpendBook::dropPolicyForgetsTheSumsOnly()
{
    SpendBook book;
    book.setPolicy("agent_1", policyWith(kMinuteSum));
    QVERIFY(book.add(liveOf(1, paymentOf("1"), kNoon, kNoon)));
    book.dropPolicy("agent_1");
    QVERIFY(book.trackersOf("agent_1") == nullptr);
    book.setPolicy("agent_1", policyWith(kMinuteSum));
    QCOMPARE(useOf(book, "agent_1", paymentOf("1"), kNoon).used.toAtomic(), std::string("1000000"));
}

void TestSpendBook::pastSumsCountInTheLifetime()
{
    Policy policy = policyWith(budgetOf(UsdLimit{usd("100")}, LifetimeWindow{}));
    Budget count = budgetOf(CountLimit{100}, LifetimeWindow{});
    count.name = "count";
    policy.budgets.push_back(count);
    Budget day = kMinuteSum;
    day.name = "minute";
    policy.budgets.push_back(day);
    SpendBook book;
    book.addPast(paymentOf("1").line, 40, usd("12.5"), kNoon.plusMs(-100 * kDay));
    book.setPolicy(kGlobalOwner, policy);
    book.addPast(paymentOf("1").line, 2, usd("0.5"), kNoon.plusMs(-99 * kDay));
    const PaymentFacts facts = paymentOf("1");
    const auto used = [&](std::size_t index) {
        return (*book.trackersOf(kGlobalOwner))[index]
            .judge(facts.line, book.keysOf(facts.line), facts.amount, kNoon)
            ->used.toAtomic();
    };
    QCOMPARE(used(0), std::string("13000000"));
    QCOMPARE(used(1), std::string("42"));
    QCOMPARE(used(2), std::string("0"));
}

void TestSpendBook::rollingResetIsWhenThereIsRoom()
{
    SpendBook book = bookWith(kMinuteSum);
    const PaymentFacts two = paymentOf("2");
    for (std::int64_t i = 0; i < 2; ++i)
        QVERIFY(book.add(liveOf(i, two, kNoon.plusMs(i * 10 * kSecond), kNoon.plusMs(i * 10 * kSecond))));
    QVERIFY(!useOf(book, kGlobalOwner, paymentOf("1"), kNoon).resetAt);
    const BudgetUse use = useOf(book, kGlobalOwner, two, kNoon.plusMs(10 * kSecond));
    QVERIFY(use.isExceeded);
    QCOMPARE(use.resetAt->unixMs, kNoon.plusMs(kMinute).unixMs);
    // At that instant it fits indeed, and a millisecond before it does not.
    QVERIFY(!useOf(book, kGlobalOwner, two, *use.resetAt).isExceeded);
    QVERIFY(useOf(book, kGlobalOwner, two, use.resetAt->plusMs(-1)).isExceeded);
    // Four dollars need both to leave; six never fit.
    QCOMPARE(useOf(book, kGlobalOwner, paymentOf("4"), kNoon).resetAt->unixMs,
             kNoon.plusMs(70 * kSecond).unixMs);
    QVERIFY(!useOf(book, kGlobalOwner, paymentOf("6"), kNoon).resetAt);
}

void TestSpendBook::calendarResetIsTheNextStart()
{
    const TimeZone berlin = TimeZone::named("Europe/Berlin").value();
    SpendBook book = bookWith(budgetOf(UsdLimit{usd("5")}, CalendarWindow{CalendarUnit::Day, berlin}));
    // date -u -d '2026-01-01 23:00' +%s: midnight in Berlin.
    QCOMPARE(useOf(book, kGlobalOwner, paymentOf("1"), kNoon).resetAt->seconds(),
             std::int64_t{1'767'308'400});
}

void TestSpendBook::overflowIsExceeded()
{
    const std::string weth = std::string(kBase) + "/" + floatingAsset().address;
    SpendBook book = bookWith(budgetOf(AssetLimit{weth, largestAmount()}, LifetimeWindow{}));
    PaymentFacts huge = floatingPaymentOf("1");
    huge.amount = largestAmount();
    QVERIFY(!useOf(book, kGlobalOwner, huge, kNoon).isExceeded);
    QVERIFY(book.add(liveOf(1, huge, kNoon, kNoon)));
    QVERIFY(useOf(book, kGlobalOwner, floatingPaymentOf("1"), kNoon).isExceeded);
    QVERIFY(book.add(liveOf(2, huge, kNoon, kNoon)));
    QVERIFY(useOf(book, kGlobalOwner, floatingPaymentOf("1"), kNoon).isExceeded);
    QVERIFY(book.remove(1) && book.remove(2));
    QVERIFY(!useOf(book, kGlobalOwner, huge, kNoon).isExceeded);
}

void TestSpendBook::agreesWithScanning()
{
    QVERIFY(rc::check("sums are those of a scan over all live payments", [] {
        const std::int64_t windowSeconds = *rc::gen::inRange(60, 200);
        SpendBook book;
        Budget perHost = budgetOf(UsdLimit{usd("1000")}, RollingWindow{windowSeconds});
        perHost.per = {Dimension::Host};
        book.setPolicy(kGlobalOwner, policyWith(perHost));
        std::map<std::int64_t, std::pair<std::string, LivePayment>> live;
        for (std::int64_t id = 1; id <= 60; ++id) {
            PaymentFacts facts = paymentOf("0.01");
            facts.line.host = *rc::gen::element(std::string("a.test"), std::string("b.test"));
            const Instant start = kNoon.plusMs(*rc::gen::inRange<std::int64_t>(0, 600) * kSecond);
            const LivePayment payment =
                liveOf(id, facts, start, start.plusMs(*rc::gen::inRange<std::int64_t>(0, 600) * kSecond));
            RC_ASSERT(book.add(payment).has_value());
            live[id] = {facts.line.host, payment};
            const std::int64_t other = *rc::gen::inRange<std::int64_t>(1, 61);
            const Instant at = kNoon.plusMs(*rc::gen::inRange<std::int64_t>(-100, 1400) * kSecond);
            if (const auto found = live.find(other); found != live.end()) {
                Instant& end = found->second.second.end;
                switch (*rc::gen::inRange(0, 5)) {
                case 0:
                    RC_ASSERT(book.remove(other).has_value());
                    live.erase(found);
                    break;
                case 1:
                    RC_ASSERT(book.shorten(other, at).has_value());
                    end = std::min(end, std::max(at, found->second.second.start));
                    break;
                case 2:
                    RC_ASSERT(book.lengthen(other, at).has_value());
                    end = std::max(end, at);
                    break;
                default:
                    break;
                }
            }
            for (const char* const host : {"a.test", "b.test"}) {
                money::Amount sum;
                for (const auto& [key, value] : live) {
                    if (value.first == host && value.second.end > at.plusMs(-windowSeconds * kSecond))
                        sum = sum.plus(value.second.amount).value();
                }
                PaymentFacts question = paymentOf("1");
                question.line.host = host;
                RC_ASSERT(useOf(book, kGlobalOwner, question, at).used == sum);
            }
        }
    }));
}

void TestSpendBook::overspendingIsImpossibleInAnyOrder()
{
    // I2: whenever each payment is added only while its budget has room, every window that ever was holds at
    // most the limit of what may reach the chain within it, whenever within its life each payment is cashed.
    QVERIFY(rc::check("no window of the length of the budget is ever overspent", [] {
        constexpr std::int64_t kWindow = 60;
        SpendBook book;
        book.setPolicy(kGlobalOwner, policyWith(budgetOf(UsdLimit{usd("3")}, RollingWindow{kWindow})));
        std::vector<std::pair<std::int64_t, std::uint64_t>> cashed; // second, dollars
        std::int64_t second = 0;
        for (std::int64_t id = 1; id <= 80; ++id) {
            second += *rc::gen::inRange(0, 20);
            const auto dollars = *rc::gen::inRange<std::uint64_t>(1, 3);
            const PaymentFacts facts = paymentOf(std::to_string(dollars));
            const Instant now = kNoon.plusMs(second * kSecond);
            if (useOf(book, kGlobalOwner, facts, now).isExceeded)
                continue;
            const std::int64_t life = *rc::gen::inRange(1, 100);
            RC_ASSERT(book.add(liveOf(id, facts, now, now.plusMs(life * kSecond))).has_value());
            const std::int64_t cashedAt = second + *rc::gen::inRange<std::int64_t>(0, life + 1);
            cashed.emplace_back(cashedAt, dollars);
            if (*rc::gen::inRange(0, 2) == 0)
                RC_ASSERT(book.shorten(id, kNoon.plusMs(cashedAt * kSecond)).has_value());
        }
        for (const auto& [start, ignored] : cashed) {
            std::uint64_t sum = 0;
            for (const auto& [at, dollars] : cashed)
                sum += at >= start && at < start + kWindow ? dollars : 0;
            RC_ASSERT(sum <= 3U);
        }
    }));
}

QTEST_APPLESS_MAIN(TestSpendBook)
#include "tst_spend_book.moc"
