#include "app/desktop/overview/spend_view.h"

#include <QDateTime>
#include <QTest>

using namespace till::desktop;

class SpendViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void barsAreNeitherOneNorHundreds_data()
    {
        QTest::addColumn<int>("wanted");
        QTest::addColumn<int>("range");
        QTest::addColumn<int>("fitted");
        const auto row = [](const char* tag, Bucket wanted, Range range, Bucket fitted) {
            QTest::newRow(tag) << static_cast<int>(wanted) << static_cast<int>(range)
                               << static_cast<int>(fitted);
        };
        row("a day by hour", Bucket::Hour, Range::Day, Bucket::Hour);
        row("a day by month", Bucket::Month, Range::Day, Bucket::Hour);
        row("a week by hour", Bucket::Hour, Range::Week, Bucket::Hour);
        row("a week by week", Bucket::Week, Range::Week, Bucket::Day);
        row("a month by hour", Bucket::Hour, Range::Month, Bucket::Day);
        row("a month by week", Bucket::Week, Range::Month, Bucket::Week);
        row("a year by hour", Bucket::Hour, Range::Year, Bucket::Week);
        row("a year by month", Bucket::Month, Range::Year, Bucket::Month);
    }
    void barsAreNeitherOneNorHundreds()
    {
        QFETCH(int, wanted);
        QFETCH(int, range);
        QTEST(static_cast<int>(fitting(static_cast<Bucket>(wanted), static_cast<Range>(range))), "fitted");
    }

    void labelsAreInThePersonsZone()
    {
        const QTimeZone berlin("Europe/Berlin");
        const qint64 midnight = QDateTime({2026, 3, 3}, {0, 0}, berlin).toMSecsSinceEpoch();
        QCOMPARE(barLabel(midnight, Bucket::Hour, berlin), QStringLiteral("Tue 3"));
        QCOMPARE(barLabel(midnight, Bucket::Hour, QTimeZone("UTC")), QStringLiteral("23:00"));
        QCOMPARE(barLongLabel(midnight, Bucket::Hour, berlin), QStringLiteral("Tue 3 Mar, 00:00 to 01:00"));
        QCOMPARE(barLongLabel(midnight - 3'600'000, Bucket::Hour, berlin),
                 QStringLiteral("Mon 2 Mar, 23:00 to 00:00"));
        QCOMPARE(barLabel(midnight, Bucket::Day, berlin), QStringLiteral("3 Mar"));
        QCOMPARE(barLongLabel(midnight, Bucket::Week, berlin), QStringLiteral("Week from 3 March"));
        QCOMPARE(barLongLabel(midnight, Bucket::Month, berlin), QStringLiteral("March 2026"));
    }
};

QTEST_GUILESS_MAIN(SpendViewTest)
#include "tst_spend_view.moc"
