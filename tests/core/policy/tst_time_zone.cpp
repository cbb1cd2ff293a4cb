// Qt first: moc of Qt 6.4 fails on <compare> of GCC 12 when nothing was included before it.
#include <QFile>
#include <QTest>

#include "core/policy/time_zone.h"

using namespace till;
using namespace till::policy;

Q_DECLARE_METATYPE(till::policy::CalendarUnit)
Q_DECLARE_METATYPE(till::policy::ZoneError)

namespace {

TimeZone zoneNamed(const QByteArray& name)
{
    return TimeZone::named(name.toStdString()).value();
}

std::string fileOf(const std::string& name)
{
    QFile file(QString::fromStdString(std::string(kZoneDirectory) + "/" + name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

/// A TZif file of version 2 with one offset, no changes, and this last line.
std::string smallZone(const std::string& footer)
{
    const std::string header = std::string("TZif2") + std::string(15, '\0');
    const auto counts = [](char types, char chars) {
        std::string text;
        for (const char count : {'\0', '\0', '\0', '\0', types, chars})
            text += std::string(3, '\0') + count;
        return text;
    };
    return header + counts(0, 0) + header + counts(1, 4) + std::string(6, '\0') + std::string("UTC\0", 4) +
           "\n" + footer + "\n";
}

} // namespace

class TestTimeZone : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spansAreThoseOfGnuDate_data();
    void spansAreThoseOfGnuDate();
    void spansFollowEachOtherWithoutGap_data();
    void spansFollowEachOtherWithoutGap();
    void localTimeIsThatOfTheWall_data();
    void localTimeIsThatOfTheWall();
    void refusesNames_data();
    void refusesNames();
    void refusesEveryCutFile();
    void refusesBrokenFiles_data();
    void refusesBrokenFiles();
    void readsEveryFormOfTheLastLine_data();
    void readsEveryFormOfTheLastLine();
    void defaultIsUtc();
    void farTimesDoNotOverflow();
};

// Unix seconds as GNU date has them: TZ=Europe/Berlin date -d '2026-03-29 00:00' +%s. The comment beside each
// row says which two local times its span runs between.
void TestTimeZone::spansAreThoseOfGnuDate_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<CalendarUnit>("unit");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<qint64>("start");
    QTest::addColumn<qint64>("end");
    const auto row = [](const char* tag, const char* zone, CalendarUnit unit, qint64 at, qint64 start,
                        qint64 end) { QTest::newRow(tag) << QByteArray(zone) << unit << at << start << end; };
    // clang-format off
    row("Berlin, spring day of 23 hours", "Europe/Berlin", CalendarUnit::Day, 1774778400, 1774738800, 1774821600); // 2026-03-29 00:00 to 2026-03-30 00:00
    row("Berlin, autumn day of 25 hours", "Europe/Berlin", CalendarUnit::Day, 1792926000, 1792879200, 1792969200); // 2026-10-25 00:00 to 2026-10-26 00:00
    row("Berlin, last second of a day", "Europe/Berlin", CalendarUnit::Day, 1792969199, 1792879200, 1792969200); // 2026-10-25 00:00 to 2026-10-26 00:00
    row("Berlin, week over the spring change", "Europe/Berlin", CalendarUnit::Week, 1774821599, 1774220400, 1774821600); // 2026-03-23 00:00 to 2026-03-30 00:00
    row("Berlin, week over the autumn change", "Europe/Berlin", CalendarUnit::Week, 1792360800, 1792360800, 1792969200); // 2026-10-19 00:00 to 2026-10-26 00:00
    row("Berlin, week over New Year", "Europe/Berlin", CalendarUnit::Week, 1767250800, 1766962800, 1767567600); // 2025-12-29 00:00 to 2026-01-05 00:00
    row("Berlin, month with the spring change", "Europe/Berlin", CalendarUnit::Month, 1774994399, 1772319600, 1774994400); // 2026-03-01 00:00 to 2026-04-01 00:00
    row("Berlin, leap day", "Europe/Berlin", CalendarUnit::Day, 1835434800, 1835391600, 1835478000); // 2028-02-29 00:00 to 2028-03-01 00:00
    row("Berlin, leap February", "Europe/Berlin", CalendarUnit::Month, 1835477999, 1832972400, 1835478000); // 2028-02-01 00:00 to 2028-03-01 00:00
    row("Berlin, plain February", "Europe/Berlin", CalendarUnit::Month, 1772319599, 1769900400, 1772319600); // 2026-02-01 00:00 to 2026-03-01 00:00
    row("Berlin, December", "Europe/Berlin", CalendarUnit::Month, 1798757999, 1796079600, 1798758000); // 2026-12-01 00:00 to 2027-01-01 00:00
    row("Berlin, spring of 2050, by the rule", "Europe/Berlin", CalendarUnit::Day, 2531988000, 2531948400, 2532031200); // 2050-03-27 00:00 to 2050-03-28 00:00
    row("Berlin, autumn of 2050, by the rule", "Europe/Berlin", CalendarUnit::Day, 2550740400, 2550693600, 2550783600); // 2050-10-30 00:00 to 2050-10-31 00:00
    row("Berlin, summer of 1947 with two changes", "Europe/Berlin", CalendarUnit::Day, -714582000, -714621600, -714538800); // 1947-05-11 00:00 to 1947-05-12 00:00
    row("New York, spring day", "America/New_York", CalendarUnit::Day, 1772985600, 1772946000, 1773028800); // 2026-03-08 00:00 to 2026-03-09 00:00
    row("New York, autumn day", "America/New_York", CalendarUnit::Day, 1793552400, 1793505600, 1793595600); // 2026-11-01 00:00 to 2026-11-02 00:00
    row("New York, month with the autumn change", "America/New_York", CalendarUnit::Month, 1794762000, 1793505600, 1796101200); // 2026-11-01 00:00 to 2026-12-01 00:00
    row("New York, spring of 2060, by the rule", "America/New_York", CalendarUnit::Day, 2846505600, 2846466000, 2846548800); // 2060-03-14 00:00 to 2060-03-15 00:00
    row("Kathmandu, day", "Asia/Kathmandu", CalendarUnit::Day, 1781460900, 1781460900, 1781547300); // 2026-06-15 00:00 to 2026-06-16 00:00
    row("Kathmandu, hour", "Asia/Kathmandu", CalendarUnit::Hour, 1781489699, 1781486100, 1781489700); // 2026-06-15 07:00 to 2026-06-15 08:00
    row("Kathmandu, month", "Asia/Kathmandu", CalendarUnit::Month, 1782843299, 1780251300, 1782843300); // 2026-06-01 00:00 to 2026-07-01 00:00
    row("Sydney, day of 25 hours", "Australia/Sydney", CalendarUnit::Day, 1775354400, 1775307600, 1775397600); // 2026-04-05 00:00 to 2026-04-06 00:00
    row("Sydney, summer over New Year", "Australia/Sydney", CalendarUnit::Month, 2525389200, 2524568400, 2527246800); // 2050-01-01 00:00 to 2050-02-01 00:00
    row("Dublin, winter time is the exception", "Europe/Dublin", CalendarUnit::Day, 2531991600, 2531952000, 2532034800); // 2050-03-27 00:00 to 2050-03-28 00:00
    row("Beirut, the day starts at one", "Asia/Beirut", CalendarUnit::Day, 1774774800, 1774735200, 1774818000); // 2026-03-29 01:00 to 2026-03-30 00:00
    row("Havana, midnight comes twice", "America/Havana", CalendarUnit::Day, 1793552400, 1793505600, 1793595600); // 2026-11-01 00:00 CDT to 2026-11-02 00:00
    row("Santiago, the day starts at one", "America/Santiago", CalendarUnit::Day, 1788706800, 1788667200, 1788750000); // 2026-09-06 01:00 to 2026-09-07 00:00
    row("Apia, the 30th was left out", "Pacific/Apia", CalendarUnit::Day, 1325196000, 1325152800, 1325239200); // 2011-12-29 00:00 to 2011-12-31 00:00
    row("Lord Howe, half an hour", "Australia/Lord_Howe", CalendarUnit::Day, 1775352600, 1775307600, 1775395800); // 2026-04-05 00:00 to 2026-04-06 00:00
    row("Berlin, hour before the skipped one", "Europe/Berlin", CalendarUnit::Hour, 1774744200, 1774742400, 1774746000); // 2026-03-29 01:00 to 2026-03-29 03:00
    row("Berlin, hour after the skipped one", "Europe/Berlin", CalendarUnit::Hour, 1774747800, 1774746000, 1774749600); // 2026-03-29 03:00 to 2026-03-29 04:00
    row("Berlin, first showing of the repeated hour", "Europe/Berlin", CalendarUnit::Hour, 1792888200, 1792886400, 1792893600); // 2026-10-25 02:00 CEST to 2026-10-25 03:00
    row("Berlin, second showing of the repeated hour", "Europe/Berlin", CalendarUnit::Hour, 1792891800, 1792886400, 1792893600); // 2026-10-25 02:00 CEST to 2026-10-25 03:00
    row("UTC, day", "UTC", CalendarUnit::Day, 1792972799, 1792886400, 1792972800); // 2026-10-25 00:00 to 2026-10-26 00:00
    row("UTC, before 1970", "UTC", CalendarUnit::Month, -1, -2678400, 0); // 1969-12-01 00:00 to 1970-01-01 00:00
    // clang-format on
}

void TestTimeZone::spansAreThoseOfGnuDate()
{
    QFETCH(QByteArray, zone);
    QFETCH(CalendarUnit, unit);
    QFETCH(qint64, at);
    QFETCH(qint64, start);
    QFETCH(qint64, end);
    const TimeSpan span = zoneNamed(zone).spanAt(unit, Instant::fromSeconds(at));
    QCOMPARE(span.start.unixMs, start * 1000);
    QCOMPARE(span.end.unixMs, end * 1000);
    // Also in the last millisecond of that second.
    QVERIFY(zoneNamed(zone).spanAt(unit, Instant::fromSeconds(at).plusMs(999)) == span);
}

void TestTimeZone::spansFollowEachOtherWithoutGap_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char* const zone :
         {"UTC", "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Havana", "America/St_Johns",
          "America/Santiago", "Africa/Casablanca", "Asia/Kathmandu", "Asia/Beirut", "Asia/Gaza",
          "Pacific/Apia", "Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Kiritimati", "Asia/Tehran"})
        QTest::newRow(zone) << QByteArray(zone);
}

void TestTimeZone::spansFollowEachOtherWithoutGap()
{
    QFETCH(QByteArray, zone);
    const TimeZone table = zoneNamed(zone);
    const Instant from = Instant::fromSeconds(1'577'836'800);  // 2020
    const Instant until = Instant::fromSeconds(1'735'689'600); // 2025
    for (const CalendarUnit unit : {CalendarUnit::Day, CalendarUnit::Week, CalendarUnit::Month}) {
        TimeSpan span = table.spanAt(unit, from);
        while (span.end < until) {
            QVERIFY2(span.start < span.end, qPrintable(QString::number(span.start.seconds())));
            QVERIFY(table.spanAt(unit, span.start) == span);
            QVERIFY(table.spanAt(unit, span.end.plusMs(-1)) == span);
            const TimeSpan next = table.spanAt(unit, span.end);
            QCOMPARE(next.start.unixMs, span.end.unixMs);
            span = next;
        }
    }
    // Hours over every change of one year.
    TimeSpan hour = table.spanAt(CalendarUnit::Hour, Instant::fromSeconds(1'767'225'600));
    while (hour.end < Instant::fromSeconds(1'798'761'600)) {
        const TimeSpan next = table.spanAt(CalendarUnit::Hour, hour.end);
        QCOMPARE(next.start.unixMs, hour.end.unixMs);
        QVERIFY(hour.end.unixMs - hour.start.unixMs <= 3 * 3'600'000);
        hour = next;
    }
}

void TestTimeZone::localTimeIsThatOfTheWall_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<QList<int>>("wall");
    // TZ=… date -d @… '+%Y %m %d %H %M %S %u', with %u counted from 0.
    QTest::newRow("Berlin, summer") << QByteArray("Europe/Berlin") << qint64{1'782'864'000}
                                    << QList<int>{2026, 7, 1, 2, 0, 0, 2};
    QTest::newRow("New York, winter")
        << QByteArray("America/New_York") << qint64{1'767'225'600} << QList<int>{2025, 12, 31, 19, 0, 0, 2};
    QTest::newRow("Kathmandu") << QByteArray("Asia/Kathmandu") << qint64{1'767'225'600}
                               << QList<int>{2026, 1, 1, 5, 45, 0, 3};
    QTest::newRow("UTC, before 1970")
        << QByteArray("UTC") << qint64{-1} << QList<int>{1969, 12, 31, 23, 59, 59, 2};
    QTest::newRow("UTC, leap day") << QByteArray("UTC") << qint64{1'835'395'200}
                                   << QList<int>{2028, 2, 29, 0, 0, 0, 1};
}

void TestTimeZone::localTimeIsThatOfTheWall()
{
    QFETCH(QByteArray, zone);
    QFETCH(qint64, at);
    QFETCH(QList<int>, wall);
    const LocalTime time = zoneNamed(zone).localTime(Instant::fromSeconds(at));
    QCOMPARE((QList<int>{time.year, time.month, time.day, time.hour, time.minute, time.second, time.weekday}),
             wall);
}

void TestTimeZone::refusesNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<ZoneError>("error");
    QTest::newRow("empty") << QByteArray() << ZoneError::BadName;
    QTest::newRow("way out") << QByteArray("../../etc/passwd") << ZoneError::BadName;
    QTest::newRow("absolute") << QByteArray("/etc/localtime") << ZoneError::BadName;
    QTest::newRow("trailing slash") << QByteArray("Europe/") << ZoneError::BadName;
    QTest::newRow("blank") << QByteArray("Europe/New Berlin") << ZoneError::BadName;
    QTest::newRow("NUL") << QByteArray("UTC\0x", 5) << ZoneError::BadName;
    QTest::newRow("too long") << QByteArray(kMaxZoneNameBytes + 1, 'A') << ZoneError::BadName;
    QTest::newRow("no such zone") << QByteArray("Europe/Atlantis") << ZoneError::Unknown;
    QTest::newRow("a folder") << QByteArray("Europe") << ZoneError::Unknown;
    QTest::newRow("with leap seconds") << QByteArray("right/UTC") << ZoneError::Malformed;
}

void TestTimeZone::refusesNames()
{
    QFETCH(QByteArray, name);
    QFETCH(ZoneError, error);
    if (name.startsWith("right/") && fileOf(name.toStdString()).empty())
        QSKIP("this system has no zones with leap seconds");
    const auto zone = TimeZone::named(name.toStdString());
    QVERIFY(!zone);
    QCOMPARE(zone.error(), error);
}

void TestTimeZone::refusesEveryCutFile()
{
    const std::string whole = fileOf("Europe/Berlin");
    QVERIFY(TimeZone::fromTzif("Europe/Berlin", whole));
    for (std::size_t length = 0; length < whole.size(); ++length)
        QVERIFY2(!TimeZone::fromTzif("x", whole.substr(0, length)), qPrintable(QString::number(length)));
}

void TestTimeZone::refusesBrokenFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char* tag, const std::string& bytes) {
        QTest::newRow(tag) << QByteArray::fromStdString(bytes);
    };
    QVERIFY(TimeZone::fromTzif("x", smallZone("UTC0")));
    std::string oldVersion = smallZone("UTC0");
    oldVersion[4] = '\0';
    row("version 1", oldVersion);
    std::string badMagic = smallZone("UTC0");
    badMagic[0] = 't';
    row("another magic", badMagic);
    std::string hugeCount = smallZone("UTC0");
    hugeCount[32] = '\x7f';
    row("a count of two thousand million", hugeCount);
    std::string negativeCount = smallZone("UTC0");
    negativeCount[32] = '\xff';
    row("a negative count", negativeCount);
    std::string farOffset = smallZone("UTC0");
    farOffset[88] = '\x7f';
    row("an offset of years", farOffset);
    std::string noTypes = smallZone("UTC0");
    noTypes[44 + 39] = '\0';
    row("no local time type", noTypes);
    for (const char* const footer :
         {"UTC", "0", "UTC0,", "UTC0DST", "UTC0DST,M1.1.1", "UTC0DST,M13.1.1,M1.1.1", "UTC0DST,M1.6.1,M1.1.1",
          "UTC0DST,M1.1.7,M1.1.1", "UTC0DST,J0,J1", "UTC0DST,J366,J1", "UTC0DST,366,1", "UTC25", "UTC0:60",
          "UT0", "<+0", "UTC0DST,M1.1.1/168,M2.1.1", "UTC0DST,M1.1.1,M2.1.1x", "UTC0DST0M1.1.1,M2.1.1"})
        QTest::addRow("last line %s", footer) << QByteArray::fromStdString(smallZone(footer));
}

void TestTimeZone::refusesBrokenFiles()
{
    QFETCH(QByteArray, bytes);
    const auto zone = TimeZone::fromTzif("x", bytes.toStdString());
    QVERIFY(!zone);
    QCOMPARE(zone.error(), ZoneError::Malformed);
}

void TestTimeZone::readsEveryFormOfTheLastLine_data()
{
    QTest::addColumn<QByteArray>("footer");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<qint64>("offset");
    const auto row = [](const char* footer, qint64 at, qint64 offset) {
        QTest::addRow("%s at %lld", footer, static_cast<long long>(at)) << QByteArray(footer) << at << offset;
    };
    // TZ='EST5EDT,M3.2.0,M11.1.0' date -d @1782864000 +%z, and so on for each row.
    row("EST5EDT,M3.2.0,M11.1.0", 1'782'864'000, -14400);
    row("EST5EDT,M3.2.0,M11.1.0", 1'767'225'600, -18000);
    row("EST5EDT,M3.2.0,M11.1.0", 1'772'953'199, -18000);
    row("EST5EDT,M3.2.0,M11.1.0", 1'772'953'200, -14400);
    row("EST5EDT,M3.2.0,M11.1.0", 1'793'512'799, -14400);
    row("EST5EDT,M3.2.0,M11.1.0", 1'793'512'800, -18000);
    row("<+0545>-5:45", 1'782'864'000, 20700);
    row("<-03>3", 1'782'864'000, -10800);
    row("IST-1GMT0,M10.5.0,M3.5.0/1", 1'782'864'000, 3600);
    row("IST-1GMT0,M10.5.0,M3.5.0/1", 1'767'225'600, 0);
    row("AAA3BBB,J60/0,J300/0", 1'709'261'999, -10800);
    row("AAA3BBB,J60/0,J300/0", 1'709'262'000, -7200);
    row("AAA3BBB,59/0,299/0", 1'709'175'600, -7200);
    row("AAA3BBB,59/0,299/0", 1'709'175'599, -10800);
    row("EET-2EEST,M3.5.0/3,M10.5.0/4", 1'782'864'000, 10800);
    row("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1'774'745'999, -7200);
    row("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 1'774'746'000, -3600);
}

void TestTimeZone::readsEveryFormOfTheLastLine()
{
    QFETCH(QByteArray, footer);
    QFETCH(qint64, at);
    QFETCH(qint64, offset);
    const auto zone = TimeZone::fromTzif("x", smallZone(footer.toStdString()));
    QVERIFY(zone);
    QCOMPARE(zone->offsetSeconds(Instant::fromSeconds(at)), offset);
}

void TestTimeZone::defaultIsUtc()
{
    QCOMPARE(TimeZone().name(), std::string("UTC"));
    QCOMPARE(TimeZone().offsetSeconds(Instant::fromSeconds(1'782'864'000)), std::int64_t{0});
    QVERIFY(TimeZone() == TimeZone::named("UTC").value());
    QVERIFY(TimeZone() != zoneNamed("Europe/Berlin"));
}

void TestTimeZone::farTimesDoNotOverflow()
{
    const TimeZone berlin = zoneNamed("Europe/Berlin");
    for (const std::int64_t ms : {INT64_MIN / 2, INT64_MAX / 2, std::int64_t{-1}, std::int64_t{0}}) {
        for (const CalendarUnit unit :
             {CalendarUnit::Hour, CalendarUnit::Day, CalendarUnit::Week, CalendarUnit::Month}) {
            const TimeSpan span = berlin.spanAt(unit, Instant{ms});
            QVERIFY(span.start <= span.end);
        }
    }
}

QTEST_APPLESS_MAIN(TestTimeZone)
#include "tst_time_zone.moc"
