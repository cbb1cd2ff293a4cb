#pragma once

#include "core/crypto/kdf.h"
#include "core/crypto/secret_bytes.h"
#include "core/support/entropy.h"

#include <optional>
#include <span>

namespace till::vault {

/// A code that opens the vault in place of the passphrase: 128 random bits and 12 bits of checksum, as seven
/// groups of four letters in Crockford's base 32 (no I, L, O, U), `4T7K-…`. Written on paper, so reading it
/// takes small letters, blanks and hyphens anywhere, I and L for 1, and O for 0.
inline constexpr std::size_t kRecoveryCodeBytes = 16;

/// New random bytes of a code.
[[nodiscard]] crypto::SecretBytes newRecoveryCode(Entropy& entropy);
/// How it is shown: 34 letters and hyphens.
[[nodiscard]] crypto::SecretBytes recoveryCodeText(const crypto::SecretBytes& code);
/// Absent when the text is no code, or one with a mistake in it.
[[nodiscard]] std::optional<crypto::SecretBytes> recoveryCodeFrom(std::span<const std::uint8_t> typed);

/// RFC 5869 extract: the key of a recovery slot. No slow function is needed, because nobody can try 2^128.
[[nodiscard]] crypto::SecretBytes recoverySlotKey(const crypto::SecretBytes& code,
                                                  std::span<const std::uint8_t, crypto::kKdfSaltBytes> salt);

} // namespace till::vault
