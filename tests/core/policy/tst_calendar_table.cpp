// Qt first: moc of Qt 6.4 fails on <compare> of GCC 12 when nothing was included before it.
#include <QTest>

#include "core/policy/spend_book.h"
#include "core/policy/time_zone.h"
#include "tests/core/policy/facts.h"
#include "tests/core/vectors.h"

using namespace till;
using namespace till::policy;
using namespace till::tests;

namespace {

CalendarUnit unitOf(const std::string& word)
{
    return word == "hour"   ? CalendarUnit::Hour
           : word == "day"  ? CalendarUnit::Day
           : word == "week" ? CalendarUnit::Week
                            : CalendarUnit::Month;
}

} // namespace

/// Windows by the calendar against a table that another program made (tests/vectors/README.md).
class TestCalendarTable : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spansAreThoseOfTheTable_data() { readTable(); }
    void spansAreThoseOfTheTable();
    void aBudgetCountsFromTheStartOfItsWindow_data() { readTable(); }
    void aBudgetCountsFromTheStartOfItsWindow();

private:
    static void readTable();
};

void TestCalendarTable::readTable()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<qint64>("start");
    QTest::addColumn<qint64>("end");
    const auto table = readVectors("calendar-windows.json");
    for (const auto& row : table.at("cases")) {
        QTest::newRow(row.at("name").get<std::string>().c_str())
            << QByteArray::fromStdString(row.at("zone").get<std::string>())
            << QByteArray::fromStdString(row.at("unit").get<std::string>())
            << qint64{row.at("at").get<qint64>()} << qint64{row.at("start").get<qint64>()}
            << qint64{row.at("end").get<qint64>()};
    }
}

void TestCalendarTable::spansAreThoseOfTheTable()
{
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, unit);
    QFETCH(qint64, at);
    QFETCH(qint64, start);
    QFETCH(qint64, end);
    const TimeZone wall = TimeZone::named(zone.toStdString()).value();
    const CalendarUnit span = unitOf(unit.toStdString());
    for (const Instant each :
         {Instant::fromSeconds(at), Instant::fromSeconds(start), Instant::fromSeconds(end).plusMs(-1)}) {
        QCOMPARE(wall.spanAt(span, each).start.seconds(), start);
        QCOMPARE(wall.spanAt(span, each).end.seconds(), end);
    }
    QCOMPARE(wall.spanAt(span, Instant::fromSeconds(end)).start.seconds(), end);
    QCOMPARE(wall.spanAt(span, Instant::fromSeconds(start).plusMs(-1)).end.seconds(), start);
}

void TestCalendarTable::aBudgetCountsFromTheStartOfItsWindow()
{
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, unit);
    QFETCH(qint64, at);
    QFETCH(qint64, start);
    QFETCH(qint64, end);
    Till till(
        policyFrom(R"({"version":1,"name":"p","default":"allow","budgets":[{"name":"b","limit":{"usd":"5"},
        "window":{"calendar":")" +
                   unit.toStdString() + R"(","zone":")" + zone.toStdString() + R"("}}]})"));
    const PaymentFacts facts = paymentOf("1");
    const auto used = [&](Instant now) {
        till.now = now;
        return till.decide(facts).budgets.front().use.used;
    };
    const Instant first = Instant::fromSeconds(start);
    QVERIFY(till.book.add(liveOf(1, facts, first.plusMs(-60'000), first.plusMs(-1))).has_value());
    QCOMPARE(used(Instant::fromSeconds(at)), money::Amount::zero());
    QVERIFY(till.book.add(liveOf(2, facts, first.plusMs(-60'000), first)).has_value());
    QCOMPARE(used(Instant::fromSeconds(at)), usd("1")); // it could still be collected in this window
    QCOMPARE(used(Instant::fromSeconds(end).plusMs(-1)), usd("1"));
    QCOMPARE(used(Instant::fromSeconds(end)), money::Amount::zero());
    till.now = Instant::fromSeconds(at);
    QCOMPARE(till.decide(facts).budgets.front().use.resetAt->seconds(), end);
}

QTEST_APPLESS_MAIN(TestCalendarTable)
#include "tst_calendar_table.moc"
