#include "app/cli/times.h"

#include <QTest>

using namespace till::cli;

class TestTimes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void writesUtc_data()
    {
        QTest::addColumn<qint64>("unixMs");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("epoch") << qint64(0) << QByteArray("1970-01-01T00:00:00.000Z");
        QTest::newRow("before") << qint64(-1) << QByteArray("1969-12-31T23:59:59.999Z");
        QTest::newRow("reference") << qint64(1767225600250) << QByteArray("2026-01-01T00:00:00.250Z");
        QTest::newRow("leap day") << qint64(1709164800000) << QByteArray("2024-02-29T00:00:00.000Z");
    }
    void writesUtc()
    {
        QFETCH(qint64, unixMs);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(utcText(unixMs)), text);
    }

    void readsSince_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<qint64>("unixMs");
        constexpr qint64 now = 1767225600000;
        QTest::newRow("hours") << QByteArray("24h") << now - 86'400'000;
        QTest::newRow("days") << QByteArray("30d") << now - 30LL * 86'400'000;
        QTest::newRow("minutes") << QByteArray("15m") << now - 900'000;
        QTest::newRow("seconds") << QByteArray("1s") << now - 1000;
        QTest::newRow("day") << QByteArray("2026-01-01") << now;
        QTest::newRow("moment") << QByteArray("2026-01-01T00:00:05Z") << now + 5000;
    }
    void readsSince()
    {
        QFETCH(QByteArray, text);
        QFETCH(qint64, unixMs);
        const auto read = readSince(text.toStdString(), 1767225600000);
        QVERIFY(read.has_value());
        QCOMPARE(qint64(*read), unixMs);
    }

    void readsUntilForward()
    {
        constexpr qint64 now = 1767225600000;
        QCOMPARE(qint64(readUntil("24h", now).value()), now + 86'400'000);
        QCOMPARE(qint64(readUntil("2026-01-01T00:00:05Z", now).value()), now + 5000);
        QVERIFY(!readUntil("", now).has_value());
        QVERIFY(!readUntil("soon", now).has_value());
    }

    void refusesOtherTimes_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"", "d", "1", "1w", "-1d", "1.5h", "2026-13-01", "2026-02-30", "2026-1-1",
                                 "2026-01-01T24:00:00Z", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z",
                                 "99999999999999999999d", "yesterday"}) {
            QTest::newRow(*text == '\0' ? "empty" : text) << QByteArray(text);
        }
    }
    void refusesOtherTimes()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!readSince(text.toStdString(), 1767225600000).has_value());
    }
};

QTEST_GUILESS_MAIN(TestTimes)
#include "tst_times.moc"
