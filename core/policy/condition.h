#pragma once

#include "core/money/amount.h"
#include "core/policy/time_zone.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace till::policy {

/// Which fact a list of texts is compared with. Host and Path take patterns: `*.example.com` (any name below
/// it, not itself) and `/v1/*` (a star stands for any characters).
enum class TextField {
    Agent,
    AgentTag,
    Host,
    Path,
    Method,
    Network,
    Asset, ///< "eip155:8453/0x…"
    Scheme,
    Dialect,
    PayTo,
    Interface,
    ClaimedTool,
    ClaimedTask
};

/// Holds when the fact equals (or matches) any of the texts.
struct TextTest {
    TextField field = TextField::Host;
    std::vector<std::string> anyOf;
    bool operator==(const TextTest&) const = default;
};

/// Bounds of an amount: `above` is exclusive, `from` and `to` are inclusive. Without `asset` the bounds are
/// USD in millionths and hold for dollar-pegged tokens only; with it they are atomic units of that token.
struct AmountTest {
    std::string asset; ///< "eip155:8453/0x…", or empty for USD
    std::optional<money::Amount> above;
    std::optional<money::Amount> from;
    std::optional<money::Amount> to;
    bool operator==(const AmountTest&) const = default;
};

/// Local time of day and weekday. `fromMinute` up to but not including `toMinute`; a range that ends before
/// it starts goes over midnight, and its weekday is the one on which it started.
struct TimeTest {
    TimeZone zone;
    std::uint8_t weekdays = 0x7f; ///< bit 0 is Monday
    int fromMinute = 0;
    int toMinute = 24 * 60;
    bool operator==(const TimeTest&) const = default;
};

/// What the wallet remembers of the merchant. `expected` false turns the question round.
enum class HistoryQuestion { FirstToHost, FirstToPayTo, PayToChanged };
struct HistoryTest {
    HistoryQuestion question = HistoryQuestion::FirstToHost;
    bool expected = true;
    bool operator==(const HistoryTest&) const = default;
};

enum class PriceDirection { Up, Down, Either };
/// Holds when the price differs by more than `percent` from the median of the last `last` payments to the
/// same method, host and path in the same token. Without such payments it does not hold.
struct PriceTest {
    unsigned percent = 50;
    unsigned last = 20;
    PriceDirection direction = PriceDirection::Up;
    bool operator==(const PriceTest&) const = default;
};

using Test = std::variant<TextTest, AmountTest, TimeTest, HistoryTest, PriceTest>;

/// All tests must hold. An empty condition holds always.
using Condition = std::vector<Test>;

} // namespace till::policy
