#include "core/policy/zone_table.h"

#include <algorithm>

namespace till::policy {

namespace {

// RFC 8536, section 3.
constexpr std::size_t kHeaderBytes = 44;
constexpr std::size_t kVersionAt = 4;
constexpr std::size_t kCountsAt = 20;
constexpr std::size_t kTypeBytes = 6;
constexpr std::size_t kLeapBytesOld = 8;
constexpr std::int64_t kMinOffset = -89'999;
constexpr std::int64_t kMaxOffset = 93'599;

// Far above any real zone, so that a hostile file costs nothing.
constexpr std::uint32_t kMaxCount = 20'000;

struct Counts {
    std::uint32_t utc = 0;
    std::uint32_t standard = 0;
    std::uint32_t leap = 0;
    std::uint32_t times = 0;
    std::uint32_t types = 0;
    std::uint32_t chars = 0;
};

/// Big-endian, two's complement.
std::int64_t numberAt(std::string_view bytes, std::size_t at, std::size_t width)
{
    std::uint64_t value = (static_cast<unsigned char>(bytes[at]) & 0x80) != 0 ? ~std::uint64_t{0} : 0;
    for (std::size_t i = 0; i < width; ++i)
        value = (value << 8) | static_cast<unsigned char>(bytes[at + i]);
    return static_cast<std::int64_t>(value);
}

std::optional<Counts> readHeader(std::string_view bytes)
{
    if (bytes.size() < kHeaderBytes || !bytes.starts_with("TZif") || bytes[kVersionAt] < '2')
        return std::nullopt;
    Counts counts;
    std::size_t at = kCountsAt;
    for (std::uint32_t* const count :
         {&counts.utc, &counts.standard, &counts.leap, &counts.times, &counts.types, &counts.chars}) {
        const std::int64_t value = numberAt(bytes, at, 4);
        if (value < 0 || value > kMaxCount)
            return std::nullopt;
        *count = static_cast<std::uint32_t>(value);
        at += 4;
    }
    return counts;
}

std::size_t blockBytes(const Counts& counts, std::size_t timeBytes)
{
    return counts.times * (timeBytes + 1) + counts.types * kTypeBytes + counts.chars +
           counts.leap * (kLeapBytesOld - 4 + timeBytes) + counts.standard + counts.utc;
}

/// The offsets of the local time types; empty when one is out of range.
std::vector<std::int64_t> readOffsets(std::string_view types, std::uint32_t count)
{
    std::vector<std::int64_t> offsets;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::int64_t offset = numberAt(types, i * kTypeBytes, 4);
        if (offset < kMinOffset || offset > kMaxOffset)
            return {};
        offsets.push_back(offset);
    }
    return offsets;
}

/// The text between the two line ends after the data.
std::optional<std::string_view> footerOf(std::string_view rest)
{
    if (!rest.starts_with('\n'))
        return std::nullopt;
    rest.remove_prefix(1);
    const auto end = rest.find('\n');
    if (end == std::string_view::npos)
        return std::nullopt;
    return rest.substr(0, end);
}

} // namespace

Result<ZoneTable, ZoneError> readTzif(std::string_view name, std::string_view bytes)
{
    const auto old = readHeader(bytes);
    if (!old)
        return fail(ZoneError::Malformed);
    const std::size_t skipped = kHeaderBytes + blockBytes(*old, 4);
    if (bytes.size() < skipped)
        return fail(ZoneError::Malformed);
    bytes.remove_prefix(skipped);
    const auto counts = readHeader(bytes);
    if (!counts || counts->leap != 0 || counts->types == 0)
        return fail(ZoneError::Malformed);
    const std::size_t dataBytes = blockBytes(*counts, 8);
    bytes.remove_prefix(kHeaderBytes);
    if (bytes.size() < dataBytes)
        return fail(ZoneError::Malformed);

    const std::size_t typesAt = counts->times * 9;
    const std::vector<std::int64_t> offsets = readOffsets(bytes.substr(typesAt), counts->types);
    if (offsets.empty())
        return fail(ZoneError::Malformed);
    ZoneTable table;
    table.name = std::string(name);
    table.firstOffset = offsets.front();
    for (std::size_t i = 0; i < counts->times; ++i) {
        const std::int64_t at = numberAt(bytes, i * 8, 8);
        const auto type = static_cast<unsigned char>(bytes[counts->times * 8 + i]);
        if (type >= offsets.size() || (!table.changes.empty() && at <= table.changes.back().at))
            return fail(ZoneError::Malformed);
        table.changes.push_back({.at = at, .offset = offsets[type]});
    }
    const auto footer = footerOf(bytes.substr(dataBytes));
    if (!footer)
        return fail(ZoneError::Malformed);
    if (!footer->empty()) {
        table.rule = PosixZone::fromText(*footer);
        if (!table.rule)
            return fail(ZoneError::Malformed);
    }
    return table;
}

std::int64_t ZoneTable::offsetSeconds(std::int64_t unixSeconds) const
{
    if (rule && (changes.empty() || unixSeconds >= changes.back().at))
        return rule->offsetSeconds(unixSeconds);
    const auto next = std::ranges::upper_bound(changes, unixSeconds, {}, &Change::at);
    return next == changes.begin() ? firstOffset : std::prev(next)->offset;
}

} // namespace till::policy
