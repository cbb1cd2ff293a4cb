#pragma once

#include "core/money/amount.h"
#include "core/support/clock.h"

#include <optional>
#include <span>

namespace till::keeper {

inline constexpr std::size_t kFewestForecastDays = 3;
inline constexpr std::size_t kMostForecastDays = 28;

/// What a month may come to, in millionths of a dollar. An estimate and no money: nothing is decided by it.
struct MonthForecast {
    money::Amount low;
    money::Amount likely;
    money::Amount high;
};

/// From what complete days cost (oldest first; the last 28 count), what this month came to so far and today
/// alone, and how many whole days of it come after today. Today is taken to reach at least the mean. The band
/// is 1.28 standard deviations of that many independent days to either side (80 % of a normal distribution),
/// never under what was spent already. Absent before three days are complete.
[[nodiscard]] std::optional<MonthForecast> forecastOf(std::span<const money::Amount> completeDays,
                                                      const money::Amount& monthSoFar,
                                                      const money::Amount& today,
                                                      std::int64_t daysAfterToday);

} // namespace till::keeper
