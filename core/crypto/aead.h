#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/support/hex.h"
#include "core/support/result.h"

#include <array>
#include <span>

namespace till::crypto {

enum class AeadError { NotAuthentic, TooShort };
inline constexpr std::size_t kAeadKeyBytes = 32;
inline constexpr std::size_t kAeadNonceBytes = 24;
inline constexpr std::size_t kAeadTagBytes = 16;

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03): ciphertext with the tag appended.
[[nodiscard]] Bytes seal(std::span<const std::uint8_t> plain, std::span<const std::uint8_t> associated,
                         std::span<const std::uint8_t, kAeadNonceBytes> nonce,
                         std::span<const std::uint8_t> key);
/// The reverse, straight into locked memory.
[[nodiscard]] Result<SecretBytes, AeadError> open(std::span<const std::uint8_t> sealed,
                                                  std::span<const std::uint8_t> associated,
                                                  std::span<const std::uint8_t, kAeadNonceBytes> nonce,
                                                  std::span<const std::uint8_t> key);

} // namespace till::crypto
