#pragma once

#include <compare>
#include <cstdint>

namespace till {

/// A point in time: milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored (as Unix time and
/// as the `validAfter` and `validBefore` of EIP-3009 do, which are in whole seconds).
struct Instant {
    std::int64_t unixMs = 0;

    [[nodiscard]] static constexpr Instant fromSeconds(std::int64_t seconds) { return {seconds * 1000}; }
    [[nodiscard]] constexpr std::int64_t seconds() const { return unixMs / 1000; }
    [[nodiscard]] constexpr Instant plusMs(std::int64_t ms) const { return {unixMs + ms}; }
    constexpr auto operator<=>(const Instant&) const = default;
};

/// Where time comes in. Core never reads a clock of its own, so tests drive time by hand.
class Clock {
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

} // namespace till
