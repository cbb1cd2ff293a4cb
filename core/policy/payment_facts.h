#pragma once

#include "core/money/amount.h"
#include "core/money/registry.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace till::policy {

/// Decimals in which limits in USD are counted: 1 USD is 1'000'000.
inline constexpr unsigned kUsdDecimals = 6;

/// What of a payment decides which budgets it counts in. The ledger keeps these, so that sums can be rebuilt.
struct SpendLine {
    std::string agent;                  ///< id
    std::vector<std::string> agentTags; ///< given by the owner
    std::string host;    ///< as in RequestShape: lower case, with a port that is not the scheme's own
    std::string payTo;   ///< EIP-55 text
    std::string network; ///< CAIP-2
    std::string asset;   ///< address as the registry writes it
    unsigned decimals = 0;
    bool isDollarPegged = false;
    bool isPractice = false; ///< practice money and real money never share a sum
    std::string envelope;    ///< name of the one that it is paid out of; usually empty
    bool operator==(const SpendLine&) const = default;
};

/// A payment as decide() sees it. Everything was checked before (hard_checks.h): the token, the payee and the
/// amount are those that would be signed.
struct PaymentFacts {
    SpendLine line;
    const money::Asset* asset = nullptr; ///< of the registry; must not be null
    money::Amount amount;                ///< atomic units of `asset`
    std::string interface;               ///< rest | fetch | proxy | rpc | mcp | cli
    std::string dialect;                 ///< "x402v1", "x402v2"
    std::string scheme;                  ///< "exact"
    std::string method;                  ///< "GET"
    std::string path;                    ///< without query
    std::string claimedTool;             ///< the agent's word, never trusted for an allow
    std::string claimedTask;             ///< likewise
};

/// The line of a payment, with what the registry knows of its token and network.
[[nodiscard]] SpendLine makeSpendLine(const money::Network& network, const money::Asset& asset);

/// What this much of the token counts against limits in USD, in millionths: dollar-pegged tokens at par,
/// rounded up; absent for any other token. More than 256 bits hold counts as the largest amount there is.
[[nodiscard]] std::optional<money::Amount> usdMicro(const SpendLine& line, const money::Amount& amount);

/// 2^256 - 1, the stand-in for sums that no limit can cover.
[[nodiscard]] money::Amount largestAmount();
/// a + b, and largestAmount() where that leaves the range. For counting against limits only.
[[nodiscard]] money::Amount saturatingSum(const money::Amount& a, const money::Amount& b);

} // namespace till::policy
