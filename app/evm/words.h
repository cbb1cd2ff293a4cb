#pragma once

#include "core/chain/evm_address.h"
#include "core/support/hex.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// How Ethereum's JSON-RPC and the ABI of a token with EIP-3009 write things: what a node of ours says and
/// what we ask of other nodes.
namespace till::evm {

// x402 section 2.2
inline constexpr std::string_view kTransferTopic =
    "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
inline constexpr std::string_view kAuthorizationUsedTopic =
    "0x98de503528ee59b575ef0c0a2576a82497bfc029a5685b209e9ec333479b10a5";
inline constexpr std::string_view kBalanceOfSelector = "0x70a08231";
inline constexpr std::string_view kAuthorizationStateSelector = "0xe94a0102";

/// A number as JSON-RPC writes it: "0x0", "0x1f".
[[nodiscard]] std::string quantity(std::uint64_t number);
/// Reads one; absent for leading zeros, no digits or more than 64 bits.
[[nodiscard]] std::optional<std::uint64_t> readQuantity(std::string_view text);

/// An address as a 32-byte word, the form of topics and arguments.
[[nodiscard]] std::string wordOf(const chain::EvmAddress& address);
/// The reverse; absent when the upper 12 bytes are not zero.
[[nodiscard]] std::optional<chain::EvmAddress> readAddressWord(const Hash256& word);

/// Call data of `balanceOf(owner)` and of `authorizationState(from, nonce)`.
[[nodiscard]] std::string balanceOfCall(const chain::EvmAddress& owner);
[[nodiscard]] std::string authorizationStateCall(const chain::EvmAddress& from, const Hash256& nonce);

} // namespace till::evm
