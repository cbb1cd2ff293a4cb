#include "app/keeper/spend_forecast.h"

#include <QTest>

#include <vector>

using namespace till;
using namespace till::keeper;

namespace {

std::vector<money::Amount> cents(std::initializer_list<std::uint64_t> days)
{
    std::vector<money::Amount> amounts;
    for (const std::uint64_t each : days) {
        amounts.push_back(money::Amount::fromUint64(each * 10'000));
    }
    return amounts;
}

money::Amount usd(double dollars)
{
    return money::Amount::fromUint64(static_cast<std::uint64_t>(dollars * 1e6 + 0.5));
}

QString text(const MonthForecast& forecast)
{
    return QStringLiteral("%1 %2 %3")
        .arg(QString::fromStdString(forecast.low.toDecimal(6)),
             QString::fromStdString(forecast.likely.toDecimal(6)),
             QString::fromStdString(forecast.high.toDecimal(6)));
}

} // namespace

/// Expected values are worked out by hand: mean and sample deviation of the days, times what is ahead.
class TestSpendForecast : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void nothingIsForetoldBeforeThreeDaysAreComplete()
    {
        QVERIFY(!forecastOf(cents({100, 200}), usd(3), usd(0), 5));
        QVERIFY(forecastOf(cents({100, 200, 300}), usd(6), usd(0), 5));
    }

    // Days of 1, 2, 3 USD: mean 2, sample deviation 1. Today has reached the mean, four days follow:
    // 6 + 4 * 2 = 14, and 1.2816 * 1 * sqrt(4) = 2.5632 to either side.
    void theBandIsFourOfFiveMonths()
    {
        QCOMPARE(text(*forecastOf(cents({100, 200, 300}), usd(6), usd(2), 4)),
                 QStringLiteral("11.44 14.00 16.56"));
    }

    // Today spent 0.50 of 2, so three quarters of a day are ahead too: 6 + 4.75 * 2 = 15.50, and
    // 1.2816 * sqrt(4.75) = 2.7932.
    void theRestOfTodayCounts()
    {
        QCOMPARE(text(*forecastOf(cents({100, 200, 300}), usd(6), usd(0.5), 4)),
                 QStringLiteral("12.71 15.50 18.29"));
    }

    void onTheLastDayAfterADearOneNothingIsAhead()
    {
        QCOMPARE(text(*forecastOf(cents({100, 200, 300}), usd(40), usd(9), 0)),
                 QStringLiteral("40.00 40.00 40.00"));
    }

    void whatIsSpentIsNotForetoldAway()
    {
        // Days of 0, 0, 30: mean 10, deviation 17.32; the low end would lie under what this month had.
        const auto forecast = forecastOf(cents({0, 0, 3000}), usd(30), usd(10), 1);
        QCOMPARE(text(*forecast), QStringLiteral("30.00 40.00 62.20"));
    }

    void onlyTheLastFourWeeksCount()
    {
        std::vector<money::Amount> days(40, usd(1000));
        for (int day = 12; day < 40; ++day) {
            days[static_cast<std::size_t>(day)] = usd(1);
        }
        QCOMPARE(text(*forecastOf(days, usd(1), usd(1), 10)), QStringLiteral("11.00 11.00 11.00"));
    }

    void daysOfNothingForetellNothing()
    {
        QCOMPARE(text(*forecastOf(cents({0, 0, 0}), usd(0), usd(0), 20)), QStringLiteral("0.00 0.00 0.00"));
    }
};

QTEST_GUILESS_MAIN(TestSpendForecast)
#include "tst_spend_forecast.moc"
