#include "core/policy/time_zone.h"

#include "core/policy/civil_time.h"
#include "core/policy/zone_table.h"

#include <algorithm>
#include <fstream>
#include <vector>

namespace till::policy {

namespace {

/// Names as in the IANA database. No dots, so no way out of the directory.
bool isZoneName(std::string_view name)
{
    if (name.empty() || name.size() > kMaxZoneNameBytes || name.front() == '/' || name.back() == '/')
        return false;
    return std::ranges::all_of(name, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == '+' || c == '/';
    });
}

std::int64_t floorSeconds(Instant at)
{
    const std::int64_t seconds = at.unixMs / 1000;
    return at.unixMs % 1000 < 0 ? seconds - 1 : seconds;
}

/// All offsets in force around the time when clocks show `local`. No zone ever had one for less than these
/// steps.
std::vector<std::int64_t> offsetsAround(const ZoneTable& table, std::int64_t local)
{
    constexpr std::int64_t kReach = 27 * kSecondsPerHour; // no offset is larger (RFC 8536, section 3.2)
    constexpr std::int64_t kStep = 3 * kSecondsPerHour;
    std::vector<std::int64_t> offsets;
    for (std::int64_t at = local - kReach; at <= local + kReach; at += kStep) {
        const std::int64_t offset = table.offsetSeconds(at);
        if (std::ranges::find(offsets, offset) == offsets.end())
            offsets.push_back(offset);
    }
    std::ranges::sort(offsets, std::ranges::greater());
    return offsets;
}

/// The first instant at which a clock in this zone shows `local` or, where it skips that, something later.
std::int64_t firstShowing(const ZoneTable& table, std::int64_t local)
{
    const std::vector<std::int64_t> offsets = offsetsAround(table, local);
    for (const std::int64_t offset : offsets) {
        if (table.offsetSeconds(local - offset) == offset)
            return local - offset;
    }
    // Skipped: the change itself is the first instant that shows something later.
    std::int64_t before = local - offsets.front();
    std::int64_t after = local - offsets.back();
    while (before < after) {
        const std::int64_t middle = before + (after - before) / 2;
        if (middle + table.offsetSeconds(middle) >= local)
            after = middle;
        else
            before = middle + 1;
    }
    return before;
}

} // namespace

TimeZone::TimeZone(std::shared_ptr<const ZoneTable> table) : m_table(std::move(table)) {}

TimeZone::TimeZone()
{
    ZoneTable table;
    table.name = "UTC";
    m_table = std::make_shared<const ZoneTable>(std::move(table));
}

Result<TimeZone, ZoneError> TimeZone::named(std::string_view name)
{
    if (name == "UTC")
        return TimeZone();
    if (!isZoneName(name))
        return fail(ZoneError::BadName);
    std::string path(kZoneDirectory);
    path.append("/").append(name);
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return fail(ZoneError::Unknown);
    std::string bytes(kMaxZoneFileBytes + 1, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    if (bytes.empty() || bytes.size() > kMaxZoneFileBytes)
        return fail(ZoneError::Unknown);
    return fromTzif(name, bytes);
}

Result<TimeZone, ZoneError> TimeZone::fromTzif(std::string_view name, std::string_view bytes)
{
    auto table = readTzif(name, bytes);
    if (!table)
        return fail(table.error());
    return TimeZone(std::make_shared<const ZoneTable>(std::move(*table)));
}

const std::string& TimeZone::name() const
{
    return m_table->name;
}

std::int64_t TimeZone::offsetSeconds(Instant at) const
{
    return m_table->offsetSeconds(floorSeconds(at));
}

LocalTime TimeZone::localTime(Instant at) const
{
    return civilFromSeconds(floorSeconds(at) + offsetSeconds(at));
}

TimeSpan TimeZone::spanAt(CalendarUnit unit, Instant at) const
{
    const std::int64_t now = floorSeconds(at);
    std::int64_t local = unitStart(unit, now + m_table->offsetSeconds(now));
    std::int64_t next = nextUnitStart(unit, local);
    std::int64_t end = firstShowing(*m_table, next);
    // Clocks that go back over the start of a unit show the old one again; the new one has begun all the
    // same.
    while (end <= now) {
        local = next;
        next = nextUnitStart(unit, local);
        end = firstShowing(*m_table, next);
        if (next <= local)
            break; // the end of representable time
    }
    return {.start = Instant::fromSeconds(firstShowing(*m_table, local)), .end = Instant::fromSeconds(end)};
}

} // namespace till::policy
