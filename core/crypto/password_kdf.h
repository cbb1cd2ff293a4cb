#pragma once

#include "core/crypto/kdf.h"

#include <cstdint>
#include <span>

namespace till::crypto {

// The key derivations of other wallets' files. Our own vault uses Argon2id (kdf.h). Bounds are checked before
// any memory is taken; below the least cost a file protects nothing, above the most it is an attack.

/// RFC 7914: `n` is a power of two; takes 128 · n · r bytes.
struct ScryptCost {
    std::uint64_t n = 0;
    std::uint64_t r = 0;
    std::uint64_t p = 0;
};
inline constexpr std::uint64_t kMinScryptN = 1024;
inline constexpr std::uint64_t kMaxScryptMemory = std::uint64_t{512} * 1024 * 1024;
inline constexpr std::uint64_t kMaxScryptWork = std::uint64_t{1}
                                                << 25U; ///< n · r · p; geth's files have 2^21
inline constexpr std::uint64_t kMinPbkdf2Rounds = 1000;
inline constexpr std::uint64_t kMaxPbkdf2Rounds = 10'000'000; ///< geth's files have 262144
inline constexpr std::size_t kMaxPasswordSaltBytes = 64;
inline constexpr std::size_t kPasswordKeyBytes = 32;

[[nodiscard]] bool isAllowed(const ScryptCost& cost);
[[nodiscard]] bool isAllowedPbkdf2(std::uint64_t rounds);

/// 32 bytes.
[[nodiscard]] Result<SecretBytes, KdfError> scrypt(std::span<const std::uint8_t> password,
                                                   std::span<const std::uint8_t> salt, ScryptCost cost);
/// RFC 8018 PBKDF2 with HMAC-SHA-256, 32 bytes.
[[nodiscard]] Result<SecretBytes, KdfError> pbkdf2Sha256(std::span<const std::uint8_t> password,
                                                         std::span<const std::uint8_t> salt,
                                                         std::uint64_t rounds);

} // namespace till::crypto
