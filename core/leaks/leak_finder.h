#pragma once

#include "core/crypto/secret_bytes.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace till::leaks {

enum class LeakKind {
    EvmKey,    ///< 64 hexadecimal digits, 0x or not
    SolanaKey, ///< a keypair of 64 bytes, in base 58 or as an array of numbers
    Phrase,    ///< 12 to 24 words of BIP-39 whose checksum fits
    Keystore   ///< a keystore v3 file: encrypted, as good as its password
};

/// What looks like a secret in a text. It carries the secret, in locked memory, and is to be shown without
/// it.
struct Leak {
    LeakKind kind = LeakKind::EvmKey;
    std::size_t line = 1;       ///< where it begins
    crypto::SecretBytes secret; ///< 32 bytes, 64 bytes, or the canonical phrase; empty for a keystore
    std::string address;        ///< of a keystore, 40 hexadecimal digits; empty when it does not say
    /// Whether the words around it speak of a key: 64 digits alone are as likely a hash.
    bool isNamedAKey = false;
};

inline constexpr std::size_t kMaxLeaksOfText = 1000; ///< a dump of hashes is told by its first thousand
inline constexpr std::size_t kMaxPhrasesOfText = 64; ///< each costs 2048 rounds of PBKDF2 to compare

/// Finds them all, in order of place. Reads any bytes; never fails.
[[nodiscard]] std::vector<Leak> findLeaks(std::string_view text);

} // namespace till::leaks
