#pragma once

#include "core/support/clock.h"
#include "core/support/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace till::policy {

enum class ZoneError { BadName, Unknown, Malformed };
enum class CalendarUnit { Hour, Day, Week, Month };

/// What a clock on the wall shows. `weekday` is 0 for Monday … 6 for Sunday.
struct LocalTime {
    int year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int weekday = 3;
};

/// A stretch of time: `start` belongs to it, `end` is the start of the next one.
struct TimeSpan {
    Instant start;
    Instant end;
    bool operator==(const TimeSpan&) const = default;
};

struct ZoneTable;

/// An IANA time zone, read from the system's TZif files (RFC 8536), for budgets by the hour, day, week (from
/// Monday) and month. A value: copies share one immutable table. Equal when the names are.
class TimeZone {
public:
    /// UTC, which needs no file. Also what a default-made one is.
    TimeZone();
    /// Reads the zone from kZoneDirectory. Unknown names are an error; the caller says so and may use UTC.
    [[nodiscard]] static Result<TimeZone, ZoneError> named(std::string_view name);
    /// The same from the bytes of a TZif file, version 2 or later.
    [[nodiscard]] static Result<TimeZone, ZoneError> fromTzif(std::string_view name, std::string_view bytes);

    [[nodiscard]] const std::string& name() const;
    /// Seconds east of Greenwich.
    [[nodiscard]] std::int64_t offsetSeconds(Instant at) const;
    [[nodiscard]] LocalTime localTime(Instant at) const;
    /// The hour, day, week or month on the wall that `at` falls into. Spans of one unit follow each other
    /// without gap or overlap, also where a clock change makes an hour or a day longer, shorter, or start
    /// late.
    [[nodiscard]] TimeSpan spanAt(CalendarUnit unit, Instant at) const;

    bool operator==(const TimeZone& other) const
    {
        return m_table == other.m_table || name() == other.name();
    }

private:
    explicit TimeZone(std::shared_ptr<const ZoneTable> table);
    std::shared_ptr<const ZoneTable>
        m_table; ///< shared, because it is immutable and many budgets name one zone
};

inline constexpr const char* kZoneDirectory = "/usr/share/zoneinfo";
inline constexpr std::size_t kMaxZoneNameBytes = 64;
inline constexpr std::size_t kMaxZoneFileBytes = 256 * 1024;

} // namespace till::policy
