#include "core/policy/civil_time.h"

#include <algorithm>
#include <chrono>

namespace till::policy {

namespace {

namespace chrono = std::chrono;

// Years 1 to 9999: what is outside is no time of this program, but must not overflow either.
constexpr std::int64_t kEarliestSeconds = -62'135'596'800;
constexpr std::int64_t kLatestSeconds = 253'402'300'799;

std::int64_t floorDiv(std::int64_t value, std::int64_t by)
{
    const std::int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

std::int64_t dayOf(std::int64_t localSeconds)
{
    return floorDiv(std::clamp(localSeconds, kEarliestSeconds, kLatestSeconds), kSecondsPerDay);
}

chrono::year_month_day dateOf(std::int64_t day)
{
    return chrono::year_month_day{chrono::sys_days{chrono::days{day}}};
}

/// 0 for Monday. 1970-01-01 was a Thursday.
std::int64_t weekdayOf(std::int64_t day)
{
    constexpr std::int64_t kThursday = 3;
    const std::int64_t weekday = (day + kThursday) % 7;
    return weekday < 0 ? weekday + 7 : weekday;
}

} // namespace

LocalTime civilFromSeconds(std::int64_t localSeconds)
{
    const std::int64_t clamped = std::clamp(localSeconds, kEarliestSeconds, kLatestSeconds);
    const std::int64_t day = dayOf(clamped);
    const std::int64_t inDay = clamped - day * kSecondsPerDay;
    const chrono::year_month_day date = dateOf(day);
    return {.year = static_cast<int>(date.year()),
            .month = static_cast<int>(static_cast<unsigned>(date.month())),
            .day = static_cast<int>(static_cast<unsigned>(date.day())),
            .hour = static_cast<int>(inDay / kSecondsPerHour),
            .minute = static_cast<int>(inDay / 60 % 60),
            .second = static_cast<int>(inDay % 60),
            .weekday = static_cast<int>(weekdayOf(day))};
}

std::int64_t secondsFromCivil(int year, int month, int day)
{
    const chrono::sys_days date = chrono::year{year} / chrono::month{static_cast<unsigned>(month)} /
                                  chrono::day{static_cast<unsigned>(day)};
    return date.time_since_epoch().count() * kSecondsPerDay;
}

std::int64_t unitStart(CalendarUnit unit, std::int64_t localSeconds)
{
    const std::int64_t day = dayOf(localSeconds);
    switch (unit) {
    case CalendarUnit::Hour:
        return floorDiv(std::clamp(localSeconds, kEarliestSeconds, kLatestSeconds), kSecondsPerHour) *
               kSecondsPerHour;
    case CalendarUnit::Day:
        return day * kSecondsPerDay;
    case CalendarUnit::Week:
        return (day - weekdayOf(day)) * kSecondsPerDay;
    case CalendarUnit::Month: {
        const LocalTime time = civilFromSeconds(localSeconds);
        return secondsFromCivil(time.year, time.month, 1);
    }
    }
    return day * kSecondsPerDay;
}

std::int64_t nextUnitStart(CalendarUnit unit, std::int64_t localSeconds)
{
    const std::int64_t start = unitStart(unit, localSeconds);
    switch (unit) {
    case CalendarUnit::Hour:
        return start + kSecondsPerHour;
    case CalendarUnit::Day:
        return start + kSecondsPerDay;
    case CalendarUnit::Week:
        return start + 7 * kSecondsPerDay;
    case CalendarUnit::Month: {
        const LocalTime time = civilFromSeconds(start);
        return time.month == 12 ? secondsFromCivil(time.year + 1, 1, 1)
                                : secondsFromCivil(time.year, time.month + 1, 1);
    }
    }
    return start + kSecondsPerDay;
}

} // namespace till::policy
