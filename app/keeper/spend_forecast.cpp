#include "app/keeper/spend_forecast.h"

#include <algorithm>
#include <cmath>

namespace till::keeper {

namespace {

using money::Amount;

/// Four of five outcomes of a normal distribution lie within this many standard deviations.
constexpr double kBandWidth = 1.2816;
/// Sums beyond are no sums of a person's agents; the estimate stops there.
constexpr double kMostMicro = 1e15;
constexpr double kMicroPerCent = 10'000;

/// To the cent, as befits a guess.
Amount cents(double micro)
{
    const double rounded = std::round(std::clamp(micro, 0.0, kMostMicro) / kMicroPerCent) * kMicroPerCent;
    return Amount::fromUint64(static_cast<std::uint64_t>(rounded));
}

} // namespace

std::optional<MonthForecast> forecastOf(std::span<const Amount> completeDays, const Amount& monthSoFar,
                                        const Amount& today, std::int64_t daysAfterToday)
{
    if (completeDays.size() < kFewestForecastDays || daysAfterToday < 0) {
        return std::nullopt;
    }
    const auto days = completeDays.last(std::min(completeDays.size(), kMostForecastDays));
    const auto count = static_cast<double>(days.size());
    double sum = 0;
    for (const Amount& each : days) {
        sum += each.toApproximateDouble();
    }
    const double mean = sum / count;
    double squares = 0;
    for (const Amount& each : days) {
        squares += std::pow(each.toApproximateDouble() - mean, 2);
    }
    const double restOfToday = std::max(0.0, mean - today.toApproximateDouble());
    const double ahead = static_cast<double>(daysAfterToday) + (mean > 0 ? restOfToday / mean : 0.0);
    const double soFar = monthSoFar.toApproximateDouble();
    const double likely = soFar + mean * ahead;
    const double reach = kBandWidth * std::sqrt(squares / (count - 1) * ahead);
    MonthForecast forecast{cents(likely - reach), cents(likely), cents(likely + reach)};
    forecast.low = std::max(forecast.low, monthSoFar);
    forecast.likely = std::max(forecast.likely, monthSoFar);
    forecast.high = std::max(forecast.high, forecast.likely);
    return forecast;
}

} // namespace till::keeper
