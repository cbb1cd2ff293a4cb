#include "till_fixture.h"

#include <QTest>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Status;

namespace {

/// Every budget of every agent, as a person sees it.
std::string standingOf(Desk& desk)
{
    std::string all;
    for (const Agent& agent : desk.till().settings().agents.all()) {
        for (const BudgetLine& line : desk.till().standing(agent)) {
            all += agent.id + " " + line.name + " " + line.used + "/" + line.limit + " " + line.unit + "\n";
        }
    }
    return all;
}

policy::Policy lifetimeOf(std::string_view rest)
{
    return policyOf(
        R"({"version":1,"name":"t","default":"allow","budgets":[{"name":"ever","limit":{"usd":"1.00"},)"
        R"("window":{"lifetime":true})" +
        std::string(rest) + "}]}");
}

} // namespace

class TestPaymentRebuild : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyStateOfAPaymentCountsTheSameAfterwards_I11();
    void aProvenSettlementCountsUntilItsBlockAfterwards_I11();
    void rebuildingTwiceIsRebuildingOnce_I11();
    void whatWasNotCommittedIsForgotten_I1();
    void lifetimeBudgetsSurviveTheYears_I14_data();
    void lifetimeBudgetsSurviveTheYears_I14();
    void whatWasReleasedLongAgoStaysReleased_I7();
    void paymentsOfATokenThatIsNoLongerKnownStillCount_I8();
    void aBrokenSettingStopsTheStart_I8();
    void whatIsLeftTodayIsTheSumOfTheTightestDays();
    void merchantsAreRemembered();
};

void TestPaymentRebuild::everyStateOfAPaymentCountsTheSameAfterwards_I11()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    desk.addAgent("careful", presetOf("careful"));
    Report settled;
    settled.httpStatus = 200;
    const auto paid = [&](int n) { return desk.pay(askFor("10000", "/" + std::to_string(n))).row.id; };
    must(desk.till().report(desk.agent("a1"), paid(1), settled));   // settled, claimed
    must(desk.till().report(desk.agent("a1"), paid(2), Report{}));  // unknown
    paid(3);                                                        // will expire
    const PaymentId unused = paid(4);                               // will be void
    const Outcome waits = desk.pay(askFor("20000", "/w"), "a2");    // will be approved
    const Outcome rejected = desk.pay(askFor("30000", "/r"), "a2"); // will be rejected
    desk.pay(askFor("40000", "/l"), "a2");                          // will lapse
    desk.pay(askFor("90000000", "/d"), "a2");                       // denied
    desk.approve(waits);
    must(desk.till().reject(rejected.row.id, "cli", ""));
    desk.clock.advance(15 * kMinute);
    desk.tick();
    QVERIFY(must(desk.till().proveUnused(unused, desk.clock.now(), "")));
    desk.commit();
    paid(5); // authorized
    const std::string before = standingOf(desk);
    QVERIFY(before.find("a1 day 0.04/25.00 USD") != std::string::npos);
    QVERIFY(before.find("a2 day 0.02/5.00 USD") != std::string::npos);
    const auto unproven = desk.till().unproven(100);
    desk.restart();
    QCOMPARE(standingOf(desk), before);
    QVERIFY(desk.till().unproven(100) == unproven);
    QVERIFY(desk.till().waiting().empty());
}

void TestPaymentRebuild::aProvenSettlementCountsUntilItsBlockAfterwards_I11()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot")); // 300 payments in any minute
    Ask ask = askFor("10000");
    ask.challenge.options.front().maxTimeoutSeconds = 600;
    const Outcome outcome = desk.pay(ask);
    QVERIFY(must(desk.till().proveSettled(outcome.row.id, "0xabc", kStart.plusMs(2 * kSecond), "block 1")));
    desk.commit();
    desk.clock.advance(2 * kMinute); // past the minute after its block, not past the end of its validity
    const std::string before = standingOf(desk);
    QVERIFY(before.find("a1 minute 0/300") != std::string::npos);
    desk.restart();
    QCOMPARE(standingOf(desk), before);
}

void TestPaymentRebuild::rebuildingTwiceIsRebuildingOnce_I11()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    desk.pay(askFor("10000", "/a"));
    desk.pay(askFor("6000000", "/b")); // waits
    const std::string before = standingOf(desk);
    for (int each = 0; each < 3; ++each) {
        must(desk.till().rebuild());
        desk.unlock();
        QCOMPARE(standingOf(desk), before);
        QCOMPARE(desk.till().waiting().size(), std::size_t{1});
        QCOMPARE(desk.till().settings().agents.all().size(), std::size_t{1});
    }
}

void TestPaymentRebuild::whatWasNotCommittedIsForgotten_I1()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    const Outcome lost = must(desk.till().pay(desk.agent("a1"), askFor("10000")));
    QCOMPARE(desk.used(), std::string("0.01"));
    desk.restart(); // without a commit
    QCOMPARE(desk.used(), std::string("0.00"));
    QVERIFY(!must(desk.ledger().payment(lost.row.id)));
    QVERIFY(desk.pay(askFor("10000")).reservation);
}

void TestPaymentRebuild::lifetimeBudgetsSurviveTheYears_I14_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("of the agent") << QByteArray("");
    QTest::newRow("of a host") << QByteArray(R"(,"only":{"hosts":["api.shop.test"]})");
    QTest::newRow("of a network") << QByteArray(R"(,"only":{"networks":["eip155:8453"]})");
    QTest::newRow("of a token") << QByteArray(
        R"(,"only":{"assets":["eip155:8453/0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913"]})");
    QTest::newRow("of a payee") << QByteArray(
        R"(,"only":{"payTo":["0x209693Bc6afc0C5328bA36FaF03C514EF312287C"]})");
    QTest::newRow("for each host") << QByteArray(R"(,"per":["host"])");
    QTest::newRow("for each payee") << QByteArray(R"(,"per":["payTo"])");
    QTest::newRow("for each token") << QByteArray(R"(,"per":["asset"])");
}

void TestPaymentRebuild::lifetimeBudgetsSurviveTheYears_I14()
{
    QFETCH(QByteArray, rest);
    Desk desk;
    desk.addAgent("bot", lifetimeOf(rest.toStdString()));
    QVERIFY(desk.pay(askFor("600000", "/a")).reservation);
    for (const std::int64_t days : {1, 91, 92, 93, 400}) {
        desk.clock.at = kStart.plusMs(days * kDay + 5 * kMinute);
        QCOMPARE(desk.pay(askFor("400001", "/b")).code, std::string("budget_exceeded"));
        desk.restart();
        QCOMPARE(desk.pay(askFor("400001", "/b")).code, std::string("budget_exceeded"));
    }
    QVERIFY(desk.pay(askFor("400000", "/c")).reservation);
}

void TestPaymentRebuild::whatWasReleasedLongAgoStaysReleased_I7()
{
    Desk desk;
    desk.addAgent("bot", lifetimeOf(""));
    const Outcome outcome = desk.pay(askFor("1000000"));
    desk.clock.advance(kHour);
    QVERIFY(must(desk.till().proveUnused(outcome.row.id, desk.clock.now(), "")));
    desk.commit();
    desk.clock.advance(400 * kDay);
    desk.restart();
    QVERIFY(desk.pay(askFor("1000000", "/b")).reservation);
}

void TestPaymentRebuild::paymentsOfATokenThatIsNoLongerKnownStillCount_I8()
{
    Desk desk;
    desk.addAgent("bot", policyOf(R"({"version":1,"name":"t","default":"allow","budgets":[
        {"name":"count","limit":{"payments":1},"window":{"calendar":"day"}}]})"));
    QVERIFY(desk.pay(askFor("1", "/a")).reservation);
    // As if an update had dropped the token from the registry.
    RawFile(desk.file.path()).run("UPDATE payments SET asset = '0x0000000000000000000000000000000000000001'");
    desk.restart();
    QCOMPARE(desk.pay(askFor("1", "/b")).code, std::string("budget_exceeded"));
}

void TestPaymentRebuild::aBrokenSettingStopsTheStart_I8()
{
    Desk desk;
    desk.addAgent("bot", presetOf("autopilot"));
    RawFile(desk.file.path()).forge("UPDATE events SET body = '{}' WHERE kind = 'agent.added'");
    const auto rebuilt = desk.till().rebuild();
    QVERIFY(!rebuilt && rebuilt.error() == DatabaseError::Corrupt);
}

void TestPaymentRebuild::whatIsLeftTodayIsTheSumOfTheTightestDays()
{
    Desk desk;
    QVERIFY(!desk.till().leftToday(false));
    desk.addAgent("one", allowUpTo("1.00"));
    desk.addAgent("two", presetOf("careful"));
    desk.addAgent("toy", presetOf("practice"));
    desk.pay(askFor("400000"), "a1");
    QCOMPARE(desk.till().leftToday(false)->toAtomic(), std::string("5600000"));
    QCOMPARE(desk.till().leftToday(true)->toAtomic(), std::string("25000000"));
    must(desk.till().change(kAgentPaused, R"({"agent":"a2","because":"x"})"));
    QCOMPARE(desk.till().leftToday(false)->toAtomic(), std::string("600000"));
    desk.commit();
    desk.restart();
    QCOMPARE(desk.till().leftToday(false)->toAtomic(), std::string("600000"));
}

void TestPaymentRebuild::merchantsAreRemembered()
{
    Desk desk;
    desk.addAgent("bot", presetOf("everyday")); // asks for a new host and for a price up by half
    desk.approve(desk.pay(askFor("100000", "/a")));
    desk.clock.advance(2 * kMinute);
    desk.restart();
    QVERIFY(desk.pay(askFor("100000", "/a")).row.status == Status::Authorized);
    desk.clock.advance(2 * kMinute);
    desk.restart();
    QVERIFY(desk.pay(askFor("160000", "/a")).row.status == Status::Waiting);
}

QTEST_APPLESS_MAIN(TestPaymentRebuild)
#include "tst_payment_rebuild.moc"
