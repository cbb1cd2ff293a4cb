#pragma once

#include "core/crypto/secp256k1.h"
#include "core/support/result.h"

#include <array>
#include <compare>
#include <string>
#include <string_view>

namespace till::chain {

enum class AddressError { WrongLength, MissingPrefix, NotHex, BadChecksum };

/// Twenty bytes. Compared as bytes, written with the EIP-55 checksum.
class EvmAddress {
public:
    constexpr EvmAddress() = default;
    explicit constexpr EvmAddress(std::array<std::uint8_t, 20> bytes) : m_bytes(bytes) {}

    /// `0x` and 40 digits. All-lower and all-upper digits are taken as they are; mixed case must be a valid
    /// EIP-55 checksum.
    [[nodiscard]] static Result<EvmAddress, AddressError> fromText(std::string_view text);
    [[nodiscard]] static EvmAddress fromPublicKey(const crypto::PublicKey& key);

    [[nodiscard]] std::string toChecksummed() const;
    [[nodiscard]] bool isZero() const;
    [[nodiscard]] const std::array<std::uint8_t, 20>& bytes() const { return m_bytes; }
    auto operator<=>(const EvmAddress&) const = default;

private:
    std::array<std::uint8_t, 20> m_bytes{};
};

} // namespace till::chain
