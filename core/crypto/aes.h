#pragma once

#include "core/crypto/aead.h"

#include <span>

namespace till::crypto {

// AES as the files of other wallets use it. What we seal ourselves is XChaCha20-Poly1305 (aead.h).

inline constexpr std::size_t kAesBlockBytes = 16;
inline constexpr std::size_t kGcmNonceBytes = 12;
inline constexpr std::size_t kGcmTagBytes = 16;

/// NIST SP 800-38A counter mode with a key of 16 bytes; the same in both directions. It authenticates
/// nothing.
[[nodiscard]] SecretBytes aes128Ctr(std::span<const std::uint8_t> key,
                                    std::span<const std::uint8_t> firstCounter,
                                    std::span<const std::uint8_t> text);
/// NIST SP 800-38D with a key of 32 bytes, a nonce of 12 and no associated data.
[[nodiscard]] Result<SecretBytes, AeadError> aes256GcmOpen(std::span<const std::uint8_t> key,
                                                           std::span<const std::uint8_t> nonce,
                                                           std::span<const std::uint8_t> sealed,
                                                           std::span<const std::uint8_t> tag);

} // namespace till::crypto
