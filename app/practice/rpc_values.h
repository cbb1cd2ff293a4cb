#pragma once

#include "core/chain/evm_address.h"
#include "core/support/hex.h"

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace till::practice {

// x402 section 2.2
inline constexpr std::string_view kTransferTopic =
    "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
inline constexpr std::string_view kAuthorizationUsedTopic =
    "0x98de503528ee59b575ef0c0a2576a82497bfc029a5685b209e9ec333479b10a5";

/// A number as JSON-RPC writes it: "0x0", "0x1f".
[[nodiscard]] std::string quantity(std::uint64_t number);
/// Reads one; absent for leading zeros, no digits or more than 64 bits.
[[nodiscard]] std::optional<std::uint64_t> readQuantity(std::string_view text);
/// An address as a 32-byte topic.
[[nodiscard]] std::string wordOf(const chain::EvmAddress& address);
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
