#pragma once

#include "core/policy/time_zone.h"

#include <cstdint>

namespace till::policy {

/// Local seconds: what a clock on the wall shows, counted as if it were UTC.
[[nodiscard]] LocalTime civilFromSeconds(std::int64_t localSeconds);
[[nodiscard]] std::int64_t secondsFromCivil(int year, int month, int day);
/// Start of the hour, day, week (Monday) or month that local seconds fall into, and of the one after it.
[[nodiscard]] std::int64_t unitStart(CalendarUnit unit, std::int64_t localSeconds);
[[nodiscard]] std::int64_t nextUnitStart(CalendarUnit unit, std::int64_t localSeconds);

inline constexpr std::int64_t kSecondsPerHour = 3600;
inline constexpr std::int64_t kSecondsPerDay = 86'400;

} // namespace till::policy
