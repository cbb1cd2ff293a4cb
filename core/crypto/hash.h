#pragma once

#include "core/support/hex.h"

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace till::crypto {

/// Keccak-256 with the original padding 0x01 (not SHA3-256), as Ethereum uses.
[[nodiscard]] Hash256 keccak256(std::span<const std::uint8_t> bytes);
[[nodiscard]] Hash256 keccak256(std::string_view text);

/// FIPS 180-4.
[[nodiscard]] Hash256 sha256(std::span<const std::uint8_t> bytes);
[[nodiscard]] Hash256 sha256(std::string_view text);

/// RFC 2104 with SHA-256 over the parts joined, each preceded by its length (8 bytes big-endian), so that no
/// two different lists of parts give the same input.
[[nodiscard]] Hash256 hmacOfParts(std::span<const std::uint8_t> key,
                                  std::initializer_list<std::string_view> parts);
/// Plain RFC 2104 / FIPS 198-1 HMAC-SHA-256.
[[nodiscard]] Hash256 hmacSha256(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message);

/// Constant-time comparison of equal-sized digests.
[[nodiscard]] bool equalConstantTime(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

} // namespace till::crypto
