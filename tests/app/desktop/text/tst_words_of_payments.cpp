#include "app/desktop/text/payment_words.h"

#include <QTest>

using namespace till::desktop;

namespace {

const QTimeZone kBerlin("Europe/Berlin");

qint64 at(const char* utc)
{
    return QDateTime::fromString(QString::fromLatin1(utc), Qt::ISODate).toMSecsSinceEpoch();
}

} // namespace

class PaymentWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsProvenHasAWordOfItsOwn()
    {
        QCOMPARE(shownStatus("settled", "proven"), QStringLiteral("proven"));
        QCOMPARE(shownStatus("settled", "claimed"), QStringLiteral("settled"));
        QCOMPARE(shownStatus("denied", ""), QStringLiteral("denied"));
        QCOMPARE(shownStatus("authorized", "proven"), QStringLiteral("authorized"));
    }

    // Midnight in Berlin is 23:00 UTC in winter.
    void daysAreThoseOfThePerson_data()
    {
        QTest::addColumn<QByteArray>("moment");
        QTest::addColumn<QString>("day");
        QTest::newRow("the same day") << QByteArray("2026-11-26T23:00:00Z") << QStringLiteral("Today");
        QTest::newRow("the evening before")
            << QByteArray("2026-11-26T22:59:59Z") << QStringLiteral("Yesterday");
        QTest::newRow("this year") << QByteArray("2026-11-25T10:00:00Z") << QStringLiteral("Wed 25 Nov");
        QTest::newRow("another year")
            << QByteArray("2025-11-25T10:00:00Z") << QStringLiteral("Tue 25 Nov 2025");
    }
    void daysAreThoseOfThePerson()
    {
        QFETCH(QByteArray, moment);
        QFETCH(QString, day);
        QCOMPARE(dayText(at(moment), at("2026-11-27T12:00:00Z"), kBerlin), day);
    }

    void secondsAndCounts()
    {
        QCOMPARE(secondText(at("2026-11-27T13:04:05Z"), kBerlin), QStringLiteral("14:04:05"));
        QCOMPARE(countText(1'234'567), QStringLiteral("1,234,567"));
        QCOMPARE(countText(7), QStringLiteral("7"));
    }
};

QTEST_GUILESS_MAIN(PaymentWordsTest)
#include "tst_words_of_payments.moc"
