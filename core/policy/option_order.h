#pragma once

#include "core/policy/hard_checks.h"
#include "core/policy/policy.h"

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace till::policy {

/// The order in which payable options are tried, as places in `options`: cheapest in USD first, tokens
/// without a price in USD last, then the networks in the agent's order, then in the global one, then the
/// tokens likewise, then the merchant's order. (An agent has one account, so there is no order of accounts.)
[[nodiscard]] std::vector<std::size_t> preferenceOrder(std::span<const PayableOption> options,
                                                       const Policy& global, const Policy& agent);

/// Why `later` is tried after `earlier`, as the rest of a sentence about `later`.
[[nodiscard]] std::string_view whyLater(const PayableOption& earlier, const PayableOption& later,
                                        const Policy& global, const Policy& agent);

} // namespace till::policy
