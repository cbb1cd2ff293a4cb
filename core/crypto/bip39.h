#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/support/entropy.h"
#include "core/support/result.h"

#include <string_view>

namespace till::crypto {

enum class MnemonicError { WrongWordCount, UnknownWord, BadChecksum, TooLong };
enum class WordCount { Twelve = 12, TwentyFour = 24 };

/// BIP-39, English list. The phrase is the words in lower case with single blanks, as bytes in locked memory.
[[nodiscard]] SecretBytes newMnemonic(Entropy& entropy, WordCount words);
/// Accepts 12, 15, 18, 21 or 24 words in any case with any blanks between; gives back the canonical phrase.
[[nodiscard]] Result<SecretBytes, MnemonicError> canonicalMnemonic(std::span<const std::uint8_t> typed);
/// PBKDF2-HMAC-SHA512, 2048 rounds, 64 bytes. `passphrase25` must be NFKD (ASCII is); empty for none.
[[nodiscard]] SecretBytes seedFromMnemonic(std::span<const std::uint8_t> canonicalPhrase,
                                           std::span<const std::uint8_t> passphrase25);
/// The word list, index 0 … 2047.
[[nodiscard]] std::string_view bip39Word(unsigned index);

} // namespace till::crypto
