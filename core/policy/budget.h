#pragma once

#include "core/money/amount.h"
#include "core/policy/time_zone.h"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace till::policy {

enum class Verdict { Allow, Ask, Deny };

/// The last `seconds`, wherever they lie in the day.
struct RollingWindow {
    std::int64_t seconds = 0;
    bool operator==(const RollingWindow&) const = default;
};
/// The running hour, day, week or month on the wall.
struct CalendarWindow {
    CalendarUnit unit = CalendarUnit::Day;
    TimeZone zone;
    bool operator==(const CalendarWindow&) const = default;
};
/// Since ever.
struct LifetimeWindow {
    bool operator==(const LifetimeWindow&) const = default;
};
using Window = std::variant<RollingWindow, CalendarWindow, LifetimeWindow>;

/// All dollar-pegged tokens together, at par, in millionths of a USD.
struct UsdLimit {
    money::Amount micro;
    bool operator==(const UsdLimit&) const = default;
};
/// One token, in its atomic units.
struct AssetLimit {
    std::string asset; ///< "eip155:8453/0x…"
    money::Amount atomic;
    bool operator==(const AssetLimit&) const = default;
};
/// A number of payments; over a short window this is a rate limit.
struct CountLimit {
    std::uint64_t payments = 0;
    bool operator==(const CountLimit&) const = default;
};
using Limit = std::variant<UsdLimit, AssetLimit, CountLimit>;

/// What a budget can keep apart sums for.
enum class Dimension : std::uint8_t { Agent, AgentTag, Host, PayTo, Network, Asset };

/// Which payments a budget counts. Each list that is not empty must have the payment's value among it; hosts
/// take patterns as in TextTest.
struct BudgetScope {
    std::vector<std::string> agents;
    std::vector<std::string> agentTags;
    std::vector<std::string> hosts;
    std::vector<std::string> payTo;
    std::vector<std::string> networks;
    std::vector<std::string> assets;
    bool operator==(const BudgetScope&) const = default;
};

/// A limit on the sum (or the number) of payments in a window. Those of an agent's policy count that agent
/// alone; those of the global policy count everybody, unless `per` keeps sums apart. Practice money always
/// has sums of its own.
struct Budget {
    std::string name;
    Limit limit;
    Window window;
    std::vector<Dimension> per; ///< one sum for each combination of these; in the order of Dimension
    BudgetScope only;
    Verdict whenExceeded = Verdict::Deny; ///< Deny or Ask
    bool operator==(const Budget&) const = default;
};

inline constexpr std::int64_t kMinRollingSeconds = 60;
inline constexpr std::int64_t kMaxRollingSeconds = 90 * 24 * 3600;

} // namespace till::policy
