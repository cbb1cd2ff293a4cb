#pragma once

#include <cstdint>
#include <span>

namespace till::desktop {

/// How hard a passphrase is to guess, for the meter under the field.
struct PassphraseStrength {
    int score = 0;     ///< 0 … 4
    double bits = 0.0; ///< a cautious guess
};

/// Counts what a guesser who knows the usual tricks has to try: words of the BIP-39 list count 11 bits each,
/// repetitions and runs ("aaaa", "1234") hardly count, other characters by the kinds in use. Reads the bytes
/// in place and keeps nothing.
[[nodiscard]] PassphraseStrength strengthOf(std::span<const std::uint8_t> utf8);

/// Shortest passphrase the keeper takes.
inline constexpr std::size_t kMinPassphraseBytes = 8;

} // namespace till::desktop
