#include "tests/core/policy/spend_book_fixture.h"

#include <QTest>

#include <rapidcheck.h>

#include <map>

using namespace till;
using namespace till::policy;
using namespace till::tests;

class TestSpendBook : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
    void anUnknownPaymentIsRefused();
    void aPaymentIsAddedOnce();
    void setPolicyCountsWhatIsThereAlready();
    void dropPolicyForgetsTheSumsOnly();
    void overflowIsExceeded();
    void overspendingIsImpossibleInAnyOrder();
};

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
