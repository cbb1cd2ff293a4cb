#pragma once

#include "core/support/result.h"

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace till::chain {

enum class SolanaAddressError { NotBase58, WrongLength };

/// An Ed25519 public key, written in base58 (32 to 44 letters; case matters and there is no checksum).
class SolanaAddress {
public:
    constexpr SolanaAddress() = default;
    explicit constexpr SolanaAddress(std::array<std::uint8_t, 32> bytes) : m_bytes(bytes) {}

    [[nodiscard]] static Result<SolanaAddress, SolanaAddressError> fromText(std::string_view text);

    [[nodiscard]] std::string toText() const;
    [[nodiscard]] const std::array<std::uint8_t, 32>& bytes() const { return m_bytes; }
    auto operator<=>(const SolanaAddress&) const = default;

private:
    std::array<std::uint8_t, 32> m_bytes{};
};

} // namespace till::chain
