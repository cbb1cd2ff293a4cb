#include "till_fixture.h"

#include <QTest>

#include <rapidcheck.h>

using namespace till;
using namespace till::payment;
using namespace till::tests;
using ledger::Status;

class TestPaymentTime : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClockThatJumpsBackOpensNoWindow_I13_data();
    void aClockThatJumpsBackOpensNoWindow_I13();
    void aRebootWithAnOldClockOpensNoWindow_I13();
    void aClockThatJumpsAheadAndBackStops_I13();
    void aSmallStepBackIsForgiven();
    void validityIsNeverLongerThanPromisedAfterAStepBack_I4();
    void whatLapsesDoesNotWaitAgain_I13();
    void theDayEndsAtItsMidnight();
    void acrossMidnightItCountsInBothDays_I2();
    void anyClockGivesAtMostTheLimitADay_I13();
};

void TestPaymentTime::aClockThatJumpsBackOpensNoWindow_I13_data()
{
    QTest::addColumn<qint64>("step");
    QTest::newRow("a second") << qint64{-kSecond};
    QTest::newRow("nine minutes") << qint64{-9 * kMinute};
    QTest::newRow("an hour") << qint64{-kHour};
    QTest::newRow("a day") << qint64{-kDay};
    QTest::newRow("a year") << qint64{-365 * kDay};
    QTest::newRow("1970") << qint64{-kStart.unixMs};
    QTest::newRow("before 1970") << qint64{-kStart.unixMs - kDay};
}

void TestPaymentTime::aClockThatJumpsBackOpensNoWindow_I13()
{
    QFETCH(qint64, step);
    for (const bool isRebooted : {false, true}) {
        Desk desk;
        desk.addAgent("bot", allowUpTo("1.00"));
        QVERIFY(desk.pay(askFor("1000000", "/a")).reservation);
        desk.clock.advance(step);
        if (isRebooted) {
            desk.restart();
        }
        const Outcome outcome = desk.pay(askFor("1", "/b"));
        QVERIFY(outcome.code == "budget_exceeded" || outcome.code == "clock_wrong");
        QVERIFY(!outcome.reservation);
        QCOMPARE(desk.used(), std::string("1.00"));
        QVERIFY(desk.till().now() >= kStart);
        QVERIFY(desk.row(outcome.row.id).createdAt >= kStart);
    }
}

void TestPaymentTime::aRebootWithAnOldClockOpensNoWindow_I13()
{
    Desk desk;
    desk.addAgent("bot", policyOf(R"({"version":1,"name":"t","default":"allow","budgets":[
        {"name":"minute","limit":{"payments":1},"window":{"rollingSeconds":60}}]})"));
    QVERIFY(desk.pay(askFor("1", "/a")).reservation);
    desk.clock.advance(-5 * kMinute);
    desk.restart();
    QCOMPARE(desk.pay(askFor("1", "/b")).code, std::string("budget_exceeded"));
    desk.clock.advance(5 * kMinute + 119 * kSecond); // valid for 60 s, and 60 s of window after that
    QCOMPARE(desk.pay(askFor("1", "/c")).code, std::string("budget_exceeded"));
    desk.clock.advance(kSecond);
    QVERIFY(desk.pay(askFor("1", "/d")).reservation);
}

void TestPaymentTime::aClockThatJumpsAheadAndBackStops_I13()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1.00"));
    QVERIFY(desk.pay(askFor("1000000", "/a")).reservation);
    desk.clock.advance(kDay);
    QVERIFY(desk.pay(askFor("1000000", "/b")).reservation); // the next day, for all we know
    desk.clock.advance(-kDay);
    QCOMPARE(desk.pay(askFor("1", "/c")).code, std::string("clock_wrong"));
    desk.restart();
    QCOMPARE(desk.pay(askFor("1", "/d")).code, std::string("clock_wrong"));
    desk.clock.advance(kDay); // once it is right again, the day that was used up early stays used up
    QCOMPARE(desk.pay(askFor("1", "/e")).code, std::string("budget_exceeded"));
}

void TestPaymentTime::aSmallStepBackIsForgiven()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1.00"));
    QVERIFY(desk.pay(askFor("1", "/a")).reservation);
    desk.clock.advance(-kMaxClockLagMs);
    const Outcome outcome = desk.pay(askFor("1", "/b"));
    QVERIFY(outcome.reservation);
    QVERIFY(desk.row(outcome.row.id).createdAt == kStart);
    desk.clock.advance(-1);
    QCOMPARE(desk.pay(askFor("1", "/c")).code, std::string("clock_wrong"));
}

void TestPaymentTime::validityIsNeverLongerThanPromisedAfterAStepBack_I4()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1.00"));
    QVERIFY(desk.pay(askFor("1", "/a")).reservation);
    desk.clock.advance(-kMaxClockLagMs);
    const Outcome outcome = desk.pay(askFor("1", "/b"));
    QVERIFY(outcome.row.validBeforeSeconds <= desk.till().now().seconds() + 60);
}

void TestPaymentTime::whatLapsesDoesNotWaitAgain_I13()
{
    Desk desk;
    desk.addAgent("bot", presetOf("careful"));
    const Outcome waiting = desk.pay(askFor("1"));
    desk.clock.advance(kWaitForPersonMs);
    desk.tick();
    desk.clock.advance(-kWaitForPersonMs);
    desk.restart();
    QVERIFY(desk.till().waiting().empty());
    QCOMPARE(desk.approve(waiting).code, std::string("already_decided"));
}

void TestPaymentTime::theDayEndsAtItsMidnight()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1.00"));
    QVERIFY(desk.pay(askFor("1000000", "/a")).reservation);
    desk.clock.advance(12 * kHour - 1); // the test starts at noon
    QCOMPARE(desk.pay(askFor("1", "/b")).code, std::string("budget_exceeded"));
    desk.clock.advance(1);
    QVERIFY(desk.pay(askFor("1000000", "/c")).reservation);
}

void TestPaymentTime::acrossMidnightItCountsInBothDays_I2()
{
    Desk desk;
    desk.addAgent("bot", allowUpTo("1.00"));
    desk.clock.advance(12 * kHour - 30 * kSecond); // valid for 60 s: into the next day
    QVERIFY(desk.pay(askFor("700000", "/a")).reservation);
    desk.clock.advance(kMinute);
    QCOMPARE(desk.used(), std::string("0.70"));
    QCOMPARE(desk.pay(askFor("300001", "/b")).code, std::string("budget_exceeded"));
    desk.restart();
    QCOMPARE(desk.pay(askFor("300001", "/c")).code, std::string("budget_exceeded"));
    QVERIFY(desk.pay(askFor("300000", "/d")).reservation);
}

void TestPaymentTime::anyClockGivesAtMostTheLimitADay_I13()
{
    const bool holds =
        rc::check("whatever the clock reads, no day of the ledger has more than its limit", [] {
            Desk desk;
            desk.addAgent("bot", allowUpTo("1.00"));
            std::map<std::int64_t, std::int64_t> spent; // by the day of the ledger's time
            const auto steps = *rc::gen::inRange(1, 25);
            for (int step = 0; step < steps; ++step) {
                desk.clock.advance(
                    *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-3 * kDay, 3 * kDay),
                                    rc::gen::inRange<std::int64_t>(-20 * kMinute, 20 * kMinute)));
                if (*rc::gen::inRange(0, 5) == 0) {
                    desk.restart();
                }
                const Outcome outcome = desk.pay(askFor("400000", "/" + std::to_string(step)));
                if (outcome.reservation) {
                    spent[outcome.row.createdAt.unixMs / kDay] += 400'000;
                    RC_ASSERT(outcome.row.validBeforeSeconds <= desk.till().now().seconds() + 60);
                }
            }
            for (const auto& [day, amount] : spent) {
                RC_ASSERT(amount <= 1'000'000);
            }
            RC_ASSERT(desk.verifies());
        });
    QVERIFY(holds);
}

QTEST_APPLESS_MAIN(TestPaymentTime)
#include "tst_payment_time.moc"
