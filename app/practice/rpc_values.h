#pragma once

#include "core/chain/evm_address.h"
#include "core/support/hex.h"

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

namespace till::practice {

/// A member's text; empty when there is none.
[[nodiscard]] std::string textMember(const nlohmann::json& object, const char* name);

struct AuthorizationStateCall {
    chain::EvmAddress from;
    Hash256 nonce{};
};
/// The arguments of `balanceOf(address)` and of `authorizationState(address,bytes32)`; absent for other call
/// data.
[[nodiscard]] std::optional<chain::EvmAddress> readBalanceOfCall(const Bytes& data);
[[nodiscard]] std::optional<AuthorizationStateCall> readAuthorizationStateCall(const Bytes& data);

/// Whether a log is one that the filter of eth_getLogs asks for by `address` and `topics`.
[[nodiscard]] bool matchesFilter(const nlohmann::json& log, const nlohmann::json& filter);

} // namespace till::practice
