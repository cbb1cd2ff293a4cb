#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/support/result.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace till::crypto {

enum class KdfError { OutOfBounds, OutOfMemory };

/// Costs of Argon2id (RFC 9106), bounded on reading so that a hostile file cannot ask for all memory.
struct KdfCost {
    std::uint32_t memoryMiB = 256; ///< 64 … 1024
    std::uint32_t passes = 3;      ///< 2 … 16
};
inline constexpr std::uint32_t kMinKdfMemoryMiB = 64;
inline constexpr std::uint32_t kMaxKdfMemoryMiB = 1024;
inline constexpr std::uint32_t kMinKdfPasses = 2;
inline constexpr std::uint32_t kMaxKdfPasses = 16;
inline constexpr std::size_t kKdfSaltBytes = 16;

[[nodiscard]] bool isAllowed(const KdfCost& cost);

/// Argon2id v1.3, one lane, 32 bytes out. Bounds are checked before any memory is taken.
[[nodiscard]] Result<SecretBytes, KdfError> argon2id(std::span<const std::uint8_t> passphrase,
                                                     std::span<const std::uint8_t, kKdfSaltBytes> salt,
                                                     KdfCost cost);

/// RFC 5869 HKDF-SHA-256 expand step: a 32-byte key for `purpose` from a uniformly random `key`.
[[nodiscard]] SecretBytes deriveKey(std::span<const std::uint8_t> key, std::string_view purpose);

} // namespace till::crypto
