#include "app/desktop/secrets/passphrase_strength.h"

#include "core/crypto/bip39.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace till::desktop {

namespace {

constexpr double kBitsPerListWord = 11.0; // 2048 words
constexpr double kBitsPerRunCharacter = 1.0;
constexpr std::array kScoreBits{28.0, 40.0, 52.0, 70.0};
constexpr unsigned kListWords = 2048;
constexpr std::size_t kShortestRun = 3;

bool isListWord(std::string_view word)
{
    // The list is sorted.
    unsigned low = 0;
    unsigned high = kListWords;
    while (low < high) {
        const unsigned middle = (low + high) / 2;
        if (crypto::bip39Word(middle) < word) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < kListWords && crypto::bip39Word(low) == word;
}

bool isBlank(char c)
{
    return c == ' ' || c == '-' || c == '.' || c == '_';
}

double bitsPerCharacter(std::string_view text)
{
    bool lower = false;
    bool upper = false;
    bool digit = false;
    bool other = false;
    for (const char c : text) {
        lower = lower || (c >= 'a' && c <= 'z');
        upper = upper || (c >= 'A' && c <= 'Z');
        digit = digit || (c >= '0' && c <= '9');
        other = other || !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    }
    // People's own choices are far from random: about two thirds of what the alphabet would allow.
    const double alphabet = (lower ? 26 : 0) + (upper ? 26 : 0) + (digit ? 10 : 0) + (other ? 20 : 0);
    return alphabet > 0 ? std::log2(alphabet) * 0.66 : 0.0;
}

/// Bits of a piece that is no list word: characters that continue a run count next to nothing.
double pieceBits(std::string_view piece, double perCharacter)
{
    double bits = 0;
    std::size_t runLength = 1;
    int lastStep = 2; // no step that a run could continue
    for (std::size_t at = 0; at < piece.size(); ++at) {
        const int step = at == 0 ? 2 : piece[at] - piece[at - 1];
        const bool continues = std::abs(step) <= 1 && (step == lastStep || runLength == 1);
        runLength = continues ? runLength + 1 : 1;
        lastStep = step;
        bits += runLength >= kShortestRun ? kBitsPerRunCharacter : perCharacter;
    }
    return bits;
}

} // namespace

PassphraseStrength strengthOf(std::span<const std::uint8_t> utf8)
{
    const std::string_view text(reinterpret_cast<const char*>(utf8.data()), utf8.size());
    const double perCharacter = bitsPerCharacter(text);
    double bits = 0;
    std::string_view previous;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = static_cast<std::size_t>(
            std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), isBlank) - text.begin());
        const std::string_view piece = text.substr(at, end - at);
        if (!piece.empty() && piece != previous) {
            const double typed = pieceBits(piece, perCharacter);
            bits += isListWord(piece) ? std::min(kBitsPerListWord, typed) : typed;
        }
        previous = piece;
        at = end + 1;
    }
    PassphraseStrength strength{.score = 0, .bits = bits};
    if (text.size() < kMinPassphraseBytes) {
        return strength;
    }
    for (const double needed : kScoreBits) {
        strength.score += bits >= needed ? 1 : 0;
    }
    return strength;
}

} // namespace till::desktop
