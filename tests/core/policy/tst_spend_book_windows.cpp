#include "tests/core/policy/spend_book_fixture.h"

#include <QTest>

#include <rapidcheck.h>

#include <map>

using namespace till;
using namespace till::policy;
using namespace till::tests;

class TestSpendBookWindows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rollingWindowCountsUntilTheEndHasLeftIt();
    void calendarWindowCountsWhatTouchesItsStart();
    void lateSettlementCountsInTheNextDayToo();
    void lifetimeCountsForEver();
    void shortenMovesTheEndButNeverLater();
    void settledBeforeItsStartCountsAtItsStart();
    void lengthenUndoesAShortening();
    void removeGivesBack();
    void anOlderNowNeverShowsLess();
    void futurePaymentsCountAtAnOlderNow();
    void pastSumsCountInTheLifetime();
    void rollingResetIsWhenThereIsRoom();
    void calendarResetIsTheNextStart();
    void agreesWithScanning();
};

void TestSpendBookWindows::rollingWindowCountsUntilTheEndHasLeftIt()
{
    SpendBook book = bookWith(kMinuteSum);
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon.plusMs(30 * kSecond))));
    QCOMPARE(usedIn(book, facts, kNoon), std::string("1000000"));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(90 * kSecond - 1)), std::string("1000000"));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(90 * kSecond)), std::string("0"));
}

void TestSpendBookWindows::calendarWindowCountsWhatTouchesItsStart()
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

void TestSpendBookWindows::lateSettlementCountsInTheNextDayToo()
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

void TestSpendBookWindows::lifetimeCountsForEver()
{
    SpendBook book = bookWith(budgetOf(UsdLimit{usd("5")}, LifetimeWindow{}));
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon)));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(36'500 * kDay)), std::string("1000000"));
    QVERIFY(!useOf(book, kGlobalOwner, facts, kNoon).resetAt);
}

void TestSpendBookWindows::shortenMovesTheEndButNeverLater()
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

void TestSpendBookWindows::settledBeforeItsStartCountsAtItsStart()
{
    // A chain's clock may be a little behind ours.
    SpendBook book = bookWith(kMinuteSum);
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon.plusMs(300 * kSecond))));
    QVERIFY(book.shorten(1, kNoon.plusMs(-kDay)));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(kMinute - 1)), std::string("1000000"));
}

void TestSpendBookWindows::lengthenUndoesAShortening()
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

void TestSpendBookWindows::removeGivesBack()
{
    SpendBook book = bookWith(kMinuteSum);
    const PaymentFacts facts = paymentOf("5");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon)));
    QVERIFY(useOf(book, kGlobalOwner, facts, kNoon).isExceeded);
    QVERIFY(book.remove(1));
    QVERIFY(!useOf(book, kGlobalOwner, facts, kNoon).isExceeded);
    QVERIFY(!book.contains(1));
}

void TestSpendBookWindows::anOlderNowNeverShowsLess()
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

void TestSpendBookWindows::futurePaymentsCountAtAnOlderNow()
{
    SpendBook book = bookWith(kMinuteSum);
    const PaymentFacts facts = paymentOf("1");
    QVERIFY(book.add(liveOf(1, facts, kNoon, kNoon.plusMs(kMinute))));
    QCOMPARE(usedIn(book, facts, kNoon.plusMs(-kDay)), std::string("1000000"));
}

void TestSpendBookWindows::pastSumsCountInTheLifetime()
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

void TestSpendBookWindows::rollingResetIsWhenThereIsRoom()
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

void TestSpendBookWindows::calendarResetIsTheNextStart()
{
    const TimeZone berlin = TimeZone::named("Europe/Berlin").value();
    SpendBook book = bookWith(budgetOf(UsdLimit{usd("5")}, CalendarWindow{CalendarUnit::Day, berlin}));
    // date -u -d '2026-01-01 23:00' +%s: midnight in Berlin.
    QCOMPARE(useOf(book, kGlobalOwner, paymentOf("1"), kNoon).resetAt->seconds(),
             std::int64_t{1'767'308'400});
}

void TestSpendBookWindows::agreesWithScanning()
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

QTEST_APPLESS_MAIN(TestSpendBookWindows)
#include "tst_spend_book_windows.moc"
