#pragma once

#include "core/chain/eip3009.h"
#include "core/challenge/challenge.h"
#include "core/money/registry.h"
#include "core/support/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

namespace till::policy {

/// An option that passed every hard check, typed: all that signing needs besides the payer. Token, domain and
/// network are the registry's, never the challenge's (invariant I17).
struct PayableOption {
    const money::Network* network = nullptr;
    const money::Asset* asset = nullptr;
    chain::EvmAddress payTo;
    money::Amount amount;
    std::int64_t validitySeconds = 0;
    chain::TokenDomain domain;
};

/// What an option is judged against.
struct HardCheckContext {
    const money::Registry* registry = nullptr;      ///< must not be null
    std::span<const chain::EvmAddress> ownAccounts; ///< every account of the vault, whoever's it is
    std::function<bool(const money::Network&)>
        isEnabled;                          ///< whether the owner has the network on; empty: all are
    std::optional<money::Amount> maxAmount; ///< the agent's own ceiling, atomic units of the option
    std::int64_t maxValiditySeconds = 0;    ///< the smaller of both policies; above 600 counts as 600
};

/// Judges one option of a challenge of version `x402Version`. Nobody can switch these checks off. The failure
/// is a code of wire/problem_codes.h ("Hard checks of an option").
[[nodiscard]] Result<PayableOption, std::string_view>
checkOption(const challenge::Option& option, int x402Version, const HardCheckContext& context);

} // namespace till::policy
