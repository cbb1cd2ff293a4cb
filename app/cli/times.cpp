#include "app/cli/times.h"

#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace till::cli {

namespace {

constexpr std::int64_t kMsPerSecond = 1000;
constexpr std::int64_t kLongestSpanSeconds = 100LL * 366 * 24 * 3600;

std::string formatted(std::time_t seconds, const char* format,
                      std::tm* (*broken)(const std::time_t*, std::tm*))
{
    std::tm parts = {};
    std::array<char, 40> text{};
    if (broken(&seconds, &parts) == nullptr) {
        return "?";
    }
    return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

/// Rounds down, also before 1970.
std::int64_t floorSeconds(std::int64_t unixMs)
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::milliseconds(unixMs)).count();
}

std::optional<std::int64_t> readDigits(std::string_view text)
{
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size() || text.front() == '-') {
        return std::nullopt;
    }
    return number;
}

/// "2026-05-01" at `at`, as days since 1970.
std::optional<std::int64_t> readDaySeconds(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = readDigits(text.substr(0, 4));
    const auto month = readDigits(text.substr(5, 2));
    const auto day = readDigits(text.substr(8, 2));
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    if (!date.ok()) {
        return std::nullopt;
    }
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::sys_days(date).time_since_epoch())
        .count();
}

std::optional<std::int64_t> readClockSeconds(std::string_view text)
{
    if (text.size() != 9 || text[2] != ':' || text[5] != ':' || text[8] != 'Z') {
        return std::nullopt;
    }
    const auto hour = readDigits(text.substr(0, 2));
    const auto minute = readDigits(text.substr(3, 2));
    const auto second = readDigits(text.substr(6, 2));
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 59) {
        return std::nullopt;
    }
    return (*hour * 60 + *minute) * 60 + *second;
}

} // namespace

std::optional<std::int64_t> readSpanSeconds(std::string_view text)
{
    if (text.size() < 2) {
        return std::nullopt;
    }
    std::int64_t unit = 0;
    switch (text.back()) {
    case 's':
        unit = 1;
        break;
    case 'm':
        unit = 60;
        break;
    case 'h':
        unit = 3600;
        break;
    case 'd':
        unit = 24 * 3600;
        break;
    default:
        return std::nullopt;
    }
    const auto count = readDigits(text.substr(0, text.size() - 1));
    if (!count || *count > kLongestSpanSeconds / unit) {
        return std::nullopt;
    }
    return *count * unit;
}

std::string utcText(std::int64_t unixMs)
{
    const std::int64_t seconds = floorSeconds(unixMs);
    std::array<char, 8> fraction{};
    std::snprintf(fraction.data(), fraction.size(), ".%03dZ",
                  static_cast<int>(unixMs - seconds * kMsPerSecond));
    return formatted(seconds, "%Y-%m-%dT%H:%M:%S", ::gmtime_r) + fraction.data();
}

std::string localText(std::int64_t unixMs)
{
    return formatted(floorSeconds(unixMs), "%Y-%m-%d %H:%M:%S", ::localtime_r);
}

std::optional<std::int64_t> readSince(std::string_view text, std::int64_t nowMs)
{
    if (const auto span = readSpanSeconds(text)) {
        return nowMs - *span * kMsPerSecond;
    }
    const auto day = readDaySeconds(text.substr(0, 10));
    if (!day) {
        return std::nullopt;
    }
    if (text.size() == 10) {
        return *day * kMsPerSecond;
    }
    const auto clock = text[10] == 'T' ? readClockSeconds(text.substr(11)) : std::nullopt;
    if (!clock) {
        return std::nullopt;
    }
    return (*day + *clock) * kMsPerSecond;
}

std::optional<std::int64_t> readUntil(std::string_view text, std::int64_t nowMs)
{
    const auto moment = readSince(text, nowMs);
    const bool isSpan = !text.empty() && std::string_view("smhd").find(text.back()) != std::string_view::npos;
    return moment && isSpan ? std::optional(2 * nowMs - *moment) : moment;
}

} // namespace till::cli
