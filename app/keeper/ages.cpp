#include "app/keeper/ages.h"

#include <algorithm>
#include <cstdlib>

namespace till::keeper {

namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

std::string counted(std::int64_t number, const char* one, const char* many)
{
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

} // namespace

std::string spanText(std::int64_t milliseconds)
{
    const std::int64_t seconds = std::abs(milliseconds) / 1000;
    if (seconds < 2 * kMinute) {
        return std::to_string(seconds) + " s";
    }
    if (seconds < 2 * kHour) {
        return counted(seconds / kMinute, "minute", "minutes");
    }
    if (seconds < 2 * kDay) {
        return counted(seconds / kHour, "hour", "hours");
    }
    return counted(seconds / kDay, "day", "days");
}

std::string agoText(Instant then, Instant now)
{
    return spanText(std::max<std::int64_t>(0, now.unixMs - then.unixMs)) + " ago";
}

} // namespace till::keeper
