#pragma once

#include "core/support/result.h"

#include <array>
#include <cstdint>
#include <span>

namespace till::crypto {

enum class Ed25519Error { InvalidKey };

inline constexpr std::size_t kEd25519SeedBytes = 32;
using Ed25519PublicKey = std::array<std::uint8_t, 32>;
using Ed25519Signature = std::array<std::uint8_t, 64>;

/// RFC 8032 Ed25519 (the pure one). The private key is the seed of 32 bytes, any of which is valid.
[[nodiscard]] Result<Ed25519PublicKey, Ed25519Error> ed25519PublicKey(std::span<const std::uint8_t> seed);
/// Deterministic: the same seed and message always give the same signature.
[[nodiscard]] Result<Ed25519Signature, Ed25519Error> ed25519Sign(std::span<const std::uint8_t> seed,
                                                                 std::span<const std::uint8_t> message);
/// Refuses signatures whose S is not reduced (RFC 8032, section 5.1.7) and keys that are no points.
[[nodiscard]] bool ed25519Verify(const Ed25519PublicKey& key, std::span<const std::uint8_t> message,
                                 std::span<const std::uint8_t> signature);

} // namespace till::crypto
