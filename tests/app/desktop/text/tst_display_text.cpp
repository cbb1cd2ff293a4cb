#include "app/desktop/text/display_text.h"

#include <QTest>

using namespace till::desktop;

namespace {
constexpr qint64 kNow = 1'772'000'000'000; // 2026-02-25 06:13:20 UTC
constexpr qint64 kSecond = 1000;
constexpr qint64 kHour = 3600 * kSecond;
} // namespace

class DisplayTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void shortTimeSaysAsMuchAsNeeded_data()
    {
        QTest::addColumn<qint64>("at");
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<QString>("text");
        QTest::newRow("today") << kNow - 10 * kSecond << QByteArray("UTC") << QStringLiteral("06:13:10");
        QTest::newRow("yesterday") << kNow - 24 * kHour << QByteArray("UTC")
                                   << QStringLiteral("24 Feb 06:13");
        QTest::newRow("yesterday there, today here")
            << kNow - 7 * kHour << QByteArray("Asia/Tokyo") << QStringLiteral("08:13:20");
        QTest::newRow("last year") << kNow - 100 * 24 * kHour << QByteArray("UTC")
                                   << QStringLiteral("17 Nov 2025");
    }
    void shortTimeSaysAsMuchAsNeeded()
    {
        QFETCH(qint64, at);
        QFETCH(QByteArray, zone);
        QTEST(shortTime(at, kNow, QTimeZone(zone)), "text");
    }

    void ageIsNeverNegative_data()
    {
        QTest::addColumn<qint64>("at");
        QTest::addColumn<QString>("text");
        QTest::newRow("future") << kNow + kHour << QStringLiteral("just now");
        QTest::newRow("now") << kNow << QStringLiteral("just now");
        QTest::newRow("seconds") << kNow - 45 * kSecond << QStringLiteral("45 s ago");
        QTest::newRow("minutes") << kNow - 61 * kSecond << QStringLiteral("1 min ago");
        QTest::newRow("hours") << kNow - 5 * kHour << QStringLiteral("5 h ago");
        QTest::newRow("one day") << kNow - 30 * kHour << QStringLiteral("1 day ago");
        QTest::newRow("days") << kNow - 72 * kHour << QStringLiteral("3 days ago");
    }
    void ageIsNeverNegative()
    {
        QFETCH(qint64, at);
        QTEST(age(at, kNow), "text");
    }

    void durationRoundsDown_data()
    {
        QTest::addColumn<qint64>("ms");
        QTest::addColumn<QString>("text");
        QTest::newRow("past") << qint64(-5) << QStringLiteral("0 s");
        QTest::newRow("seconds") << qint64(59'999) << QStringLiteral("59 s");
        QTest::newRow("minutes") << qint64(119'000) << QStringLiteral("1 min");
        QTest::newRow("whole hours") << 2 * kHour << QStringLiteral("2 h");
        QTest::newRow("hours") << 2 * kHour + 300 * kSecond << QStringLiteral("2 h 5 min");
    }
    void durationRoundsDown()
    {
        QFETCH(qint64, ms);
        QTEST(durationText(ms), "text");
    }

    void addressesComeInGroupsOfFour_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("text");
        QTest::newRow("evm") << QStringLiteral("0x209693Bc6afc") << QStringLiteral("0x2096 93Bc 6afc");
        QTest::newRow("odd end") << QStringLiteral("0x209693Bc6") << QStringLiteral("0x2096 93Bc 6");
        QTest::newRow("base58") << QStringLiteral("Es9vMFrzaC") << QStringLiteral("Es9v MFrz aC");
        QTest::newRow("empty") << QString() << QString();
    }
    void addressesComeInGroupsOfFour()
    {
        QFETCH(QString, address);
        QTEST(inGroups(address), "text");
    }

    void everyErrorSaysWhetherMoneyMoved_data()
    {
        QTest::addColumn<QString>("moved");
        QTest::addColumn<QString>("text");
        QTest::newRow("no") << QStringLiteral("no") << QStringLiteral("It broke. No money moved. Try again.");
        QTest::newRow("yes") << QStringLiteral("yes") << QStringLiteral("It broke. Money moved. Try again.");
        QTest::newRow("unknown") << QStringLiteral("unknown")
                                 << QStringLiteral(
                                        "It broke. It is not known whether money moved. Try again.");
    }
    void everyErrorSaysWhetherMoneyMoved()
    {
        QFETCH(QString, moved);
        QTEST(describe({.code = "x",
                        .message = "It broke",
                        .moneyMoved = moved.toStdString(),
                        .hint = "Try again."}),
              "text");
    }

    void everyStateHasASentence()
    {
        const QStringList states{
            QStringLiteral("seen"),     QStringLiteral("denied"), QStringLiteral("waiting"),
            QStringLiteral("rejected"), QStringLiteral("lapsed"), QStringLiteral("authorized"),
            QStringLiteral("settled"),  QStringLiteral("proven"), QStringLiteral("unknown"),
            QStringLiteral("void"),     QStringLiteral("expired")};
        for (const QString& state : states) {
            QVERIFY2(statusSentence(state).endsWith(QLatin1Char('.')), qPrintable(state));
        }
    }
};

QTEST_GUILESS_MAIN(DisplayTextTest)
#include "tst_display_text.moc"
