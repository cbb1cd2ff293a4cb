#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace till::policy {

/// When in a year the clocks change, of a POSIX TZ text (RFC 8536, section 3.3.1): `M3.5.0` is the last
/// Sunday of March, `J60` the 1st of March in every year, `59` the 60th day of the year.
struct YearRule {
    enum class Form { MonthWeekDay, DayWithoutLeap, DayOfYear };
    Form form = Form::MonthWeekDay;
    int month = 1;
    int week = 1;    ///< 5 is the last
    int weekday = 0; ///< 0 for Sunday, as POSIX has it
    int day = 0;
    std::int64_t secondsInDay = 7200; ///< local time of the change; may be negative or beyond a day

    /// Local seconds of the change in this year.
    [[nodiscard]] std::int64_t localSeconds(int year) const;
};

/// The last line of a TZif file: what holds after its last listed change.
class PosixZone {
public:
    /// Reads `CET-1CEST,M3.5.0,M10.5.0/3`. Absent when it is not of this form.
    [[nodiscard]] static std::optional<PosixZone> fromText(std::string_view text);

    /// Seconds east of Greenwich.
    [[nodiscard]] std::int64_t offsetSeconds(std::int64_t unixSeconds) const;

private:
    struct Summer {
        std::int64_t offset = 0;
        YearRule starts;
        YearRule ends;
    };
    std::int64_t m_standard = 0;
    std::optional<Summer> m_summer;
};

} // namespace till::policy
