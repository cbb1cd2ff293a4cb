#pragma once

#include "core/chain/evm_address.h"
#include "core/chain/solana_address.h"
#include "core/money/registry.h"

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace till::chain {

/// The address of an account of either signer family.
class AccountAddress {
public:
    AccountAddress() = default;
    AccountAddress(EvmAddress address) : m_address(address) {}    // NOLINT: every EVM address is one
    AccountAddress(SolanaAddress address) : m_address(address) {} // NOLINT: likewise

    /// Absent when it is not a valid address of that family.
    [[nodiscard]] static std::optional<AccountAddress> fromText(money::Family family, std::string_view text);

    [[nodiscard]] money::Family family() const;
    /// Null for the other family.
    [[nodiscard]] const EvmAddress* evm() const { return std::get_if<EvmAddress>(&m_address); }
    [[nodiscard]] const SolanaAddress* solana() const { return std::get_if<SolanaAddress>(&m_address); }
    /// 20 or 32 of them.
    [[nodiscard]] std::span<const std::uint8_t> bytes() const;
    /// With the EIP-55 checksum, or in base58.
    [[nodiscard]] std::string toText() const;
    auto operator<=>(const AccountAddress&) const = default;

private:
    std::variant<EvmAddress, SolanaAddress> m_address;
};

/// "evm" or "svm", as frames and policies say it.
[[nodiscard]] std::string_view familyName(money::Family family);
/// The reverse; absent for any other text.
[[nodiscard]] std::optional<money::Family> familyFromName(std::string_view name);

} // namespace till::chain
