#pragma once

#include "core/support/clock.h"
#include "core/wire/watcher_messages.h"

#include <cstdint>
#include <optional>
#include <string>

// What the watcher said last. It is in memory only: after a start it is asked for anew.

namespace till::keeper {

/// What an account holds of one asset, in its smallest unit, and as of when.
struct Balance {
    std::string amount;
    Instant at;
    std::int64_t block = 0;
    std::int64_t blockTimeMs = 0;
};

/// What a network's nodes said last, and when.
struct NodeState {
    wire::NetworkHealth last;
    Instant at;
    std::optional<Instant> answeredAt;
    std::optional<std::int64_t> clockLagMs; ///< how far the chain's newest block is ahead of our clock
    int disagreements = 0;                  ///< in a row
};

} // namespace till::keeper
