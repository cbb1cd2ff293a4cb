#include "app/desktop/ledger/ledger_filter.h"
#include "app/desktop/ledger/saved_views.h"
#include "tests/app/desktop/stage/samples.h"

#include <QTemporaryDir>
#include <QTest>

using namespace till;
using namespace till::desktop;

namespace {

const QTimeZone kBerlin("Europe/Berlin");

/// Milliseconds of a moment in UTC.
qint64 at(const char* utc)
{
    return QDateTime::fromString(QString::fromLatin1(utc), Qt::ISODate).toMSecsSinceEpoch();
}

LedgerFilter full()
{
    LedgerFilter filter;
    filter.agent = QStringLiteral("a1");
    filter.states = QStringList{QStringLiteral("unknown"), QStringLiteral("expired")};
    filter.network = QStringLiteral("eip155:8453");
    filter.interface = QStringLiteral("mcp");
    filter.text = QStringLiteral("shop");
    filter.range = LedgerRange::Week;
    return filter;
}

} // namespace

class LedgerFilterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // In Berlin, clocks went forward at 02:00 on 29 March 2026: that day began at 23:00 UTC, the next at
    // 22:00.
    void daysBeginAtMidnightOfThePerson_data()
    {
        QTest::addColumn<int>("range");
        QTest::addColumn<QByteArray>("now");
        QTest::addColumn<QByteArray>("since");
        const auto row = [](const char* tag, LedgerRange range, const char* now, const char* since) {
            QTest::newRow(tag) << static_cast<int>(range) << QByteArray(now) << QByteArray(since);
        };
        row("today", LedgerRange::Today, "2026-03-30T10:00:00Z", "2026-03-29T22:00:00Z");
        row("today, just after midnight", LedgerRange::Today, "2026-03-29T22:00:01Z", "2026-03-29T22:00:00Z");
        row("today, before midnight", LedgerRange::Today, "2026-03-29T21:59:59Z", "2026-03-28T23:00:00Z");
        row("seven days with today", LedgerRange::Week, "2026-03-30T10:00:00Z", "2026-03-23T23:00:00Z");
        row("thirty days", LedgerRange::Month, "2026-03-30T10:00:00Z", "2026-02-28T23:00:00Z");
        row("ninety days", LedgerRange::Quarter, "2026-03-30T10:00:00Z", "2025-12-30T23:00:00Z");
    }
    void daysBeginAtMidnightOfThePerson()
    {
        QFETCH(int, range);
        QFETCH(QByteArray, now);
        QFETCH(QByteArray, since);
        QCOMPARE(sinceOf(static_cast<LedgerRange>(range), at(now), kBerlin), at(since));
    }

    void anEmptyFilterTakesEverything()
    {
        QVERIFY(LedgerFilter().isAny());
        QVERIFY(LedgerFilter().matches(samples::payment(1), 0, kBerlin));
        wire::PaymentsFind list;
        LedgerFilter().fill(list, 0, kBerlin);
        QVERIFY(!list.agent && !list.status && !list.network && !list.interface && !list.text &&
                !list.sinceMs);
    }

    void everyConditionIsAsked()
    {
        const qint64 now = at("2026-03-30T10:00:00Z");
        wire::PaymentsFind list;
        full().fill(list, now, kBerlin);
        QCOMPARE(list.agent, std::optional<std::string>("a1"));
        QCOMPARE(list.status, std::optional<std::string>("unknown,expired"));
        QCOMPARE(list.network, std::optional<std::string>("eip155:8453"));
        QCOMPARE(list.interface, std::optional<std::string>("mcp"));
        QCOMPARE(list.text, std::optional<std::string>("shop"));
        QCOMPARE(list.sinceMs, std::optional<std::int64_t>(at("2026-03-23T23:00:00Z")));
    }

    void everyConditionHoldsForLiveRows_data()
    {
        QTest::addColumn<int>("change");
        QTest::newRow("all hold") << 0;
        QTest::newRow("another agent") << 1;
        QTest::newRow("another state") << 2;
        QTest::newRow("another network") << 3;
        QTest::newRow("another way in") << 4;
        QTest::newRow("another host") << 5;
        QTest::newRow("too old") << 6;
    }
    void everyConditionHoldsForLiveRows()
    {
        QFETCH(int, change);
        const qint64 now = at("2026-03-30T10:00:00Z");
        wire::PaymentRow row = samples::payment(1);
        row.createdAtMs = now - 1000;
        row.status = "expired";
        row.network = "eip155:8453";
        row.interface = "mcp";
        switch (change) {
        case 1:
            row.agent = "a2";
            break;
        case 2:
            row.status = "settled";
            break;
        case 3:
            row.network = "eip155:1";
            break;
        case 4:
            row.interface = "rest";
            break;
        case 5:
            row.host = row.url = "maps.example";
            break;
        case 6:
            row.createdAtMs = at("2026-03-23T22:59:59Z");
            break;
        default:
            break;
        }
        QCOMPARE(full().matches(row, now, kBerlin), change == 0);
    }

    void claimedAndProvenAreSettled()
    {
        wire::PaymentRow row = samples::payment(1);
        row.status = "settled";
        row.proof = "proven";
        LedgerFilter filter;
        for (const auto& [state, isWanted] :
             {std::pair{"proven", true}, {"settled", true}, {"claimed", false}}) {
            filter.states = QStringList{QString::fromLatin1(state)};
            QCOMPARE(filter.matches(row, 0, kBerlin), isWanted);
        }
    }

    void aViewComesBackAsItWasSaved()
    {
        QCOMPARE(LedgerFilter::fromJson(full().toJson()), full());
        QCOMPARE(LedgerFilter::fromJson(QJsonObject{{QStringLiteral("range"), 99},
                                                    {QStringLiteral("states"), QStringLiteral("x")},
                                                    {QStringLiteral("agent"), 7}}),
                 LedgerFilter());
    }

    void viewsOutliveTheProgram()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("desktop.ini"));
        int given = 0;
        {
            SavedViews views(file);
            given = views.count();
            QVERIFY(given >= 3);
            QVERIFY(views.save(QStringLiteral("  My trip "), full()));
            QVERIFY(!views.save(QStringLiteral("   "), full()));
            QVERIFY(!views.save(views.names().front(), full())); // one of the app's own
        }
        SavedViews again(file);
        QCOMPARE(again.names().back(), QStringLiteral("My trip"));
        QCOMPARE(again.indexOf(full()), std::optional<int>(given));
        QVERIFY(again.isOwn(given) && !again.isOwn(given - 1));
        again.remove(given - 1); // stays
        again.remove(given);
        QCOMPARE(again.count(), given);
        QCOMPARE(SavedViews(file).count(), given);
    }

    void aNameThatIsThereIsReplacedAndThereIsAnEnd()
    {
        const QTemporaryDir folder;
        SavedViews views(folder.filePath(QStringLiteral("desktop.ini")));
        const int given = views.count();
        QVERIFY(views.save(QStringLiteral("one"), full()));
        QVERIFY(views.save(QStringLiteral("one"), LedgerFilter()));
        QCOMPARE(views.count(), given + 1);
        for (int each = 1; each < SavedViews::kMostOwn; ++each) {
            QVERIFY(views.save(QString::number(each), full()));
        }
        QVERIFY(!views.save(QStringLiteral("one too many"), full()));
    }

    void aDamagedFileStopsNothing()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("desktop.ini"));
        const int given = SavedViews(file).count();
        {
            QSettings store(file, QSettings::IniFormat);
            store.setValue(QStringLiteral("ledger/views"),
                           QStringLiteral("[{\"name\":\"\"},7,{\"name\":\"x\"},"));
        }
        QCOMPARE(SavedViews(file).count(), given);
    }
};

QTEST_GUILESS_MAIN(LedgerFilterTest)
#include "tst_ledger_filter.moc"
