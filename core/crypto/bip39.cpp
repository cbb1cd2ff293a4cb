#include "core/crypto/bip39.h"

#include "core/crypto/hash.h"
#include "core/support/ensure.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <optional>

namespace till::crypto {

namespace {

#include "bip39_words.inc"

constexpr std::size_t kMaxTypedBytes = 1024; // 24 words are at most 215 bytes; the rest is for blanks
constexpr std::size_t kMaxWords = 24;
constexpr std::size_t kMaxWordLetters = 8;
constexpr std::size_t kBitsPerWord = 11;
constexpr std::size_t kPackedBytes = kMaxWords * kBitsPerWord / 8; // 33
constexpr std::size_t kSeedBytes = 64;
constexpr int kSeedRounds = 2048;
constexpr std::string_view kSaltPrefix = "mnemonic";

// The words of a phrase as their 11-bit numbers packed big-endian (entropy, then checksum bits), in locked
// memory: no copy of the phrase exists in another form.
struct Packed {
    SecretBytes bits{kPackedBytes};
    std::size_t words = 0;

    [[nodiscard]] std::size_t entropyBytes() const { return words * 4 / 3; }
    [[nodiscard]] unsigned checksumBits() const { return static_cast<unsigned>(words / 3); }

    [[nodiscard]] unsigned word(std::size_t position) const
    {
        unsigned number = 0;
        for (std::size_t bit = position * kBitsPerWord; bit < (position + 1) * kBitsPerWord; ++bit) {
            number = number << 1 | (unsigned{bits.readable()[bit / 8]} >> (7 - bit % 8) & 1U);
        }
        return number;
    }

    void append(unsigned number)
    {
        for (unsigned i = 0; i < kBitsPerWord; ++i) {
            const std::size_t bit = words * kBitsPerWord + i;
            const unsigned value = (number >> (kBitsPerWord - 1 - i)) & 1U;
            bits.writable()[bit / 8] =
                static_cast<std::uint8_t>(bits.readable()[bit / 8] | value << (7 - bit % 8));
        }
        ++words;
    }

    // The checksum byte as it follows the entropy: 4 to 8 leading bits of its SHA-256, then zeros.
    [[nodiscard]] std::uint8_t checksum() const
    {
        Hash256 digest = sha256(bits.readable().first(entropyBytes()));
        const unsigned leading = digest[0] & (0xff00U >> checksumBits());
        wipe(digest);
        return static_cast<std::uint8_t>(leading);
    }

    [[nodiscard]] SecretBytes phrase() const
    {
        std::size_t size = words - 1;
        for (std::size_t i = 0; i < words; ++i) {
            size += kWords[word(i)].size();
        }
        SecretBytes text(size);
        auto out = text.writable().begin();
        for (std::size_t i = 0; i < words; ++i) {
            if (i > 0) {
                *out++ = ' ';
            }
            const std::string_view letters = kWords[word(i)];
            out = std::copy(letters.begin(), letters.end(), out);
        }
        return text;
    }
};

bool isBlank(std::uint8_t byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

std::span<const std::uint8_t> withoutLeadingBlanks(std::span<const std::uint8_t> text)
{
    const auto first = std::find_if_not(text.begin(), text.end(), isBlank);
    return text.subspan(static_cast<std::size_t>(first - text.begin()));
}

std::size_t lengthOfFirstWord(std::span<const std::uint8_t> text)
{
    return static_cast<std::size_t>(std::find_if(text.begin(), text.end(), isBlank) - text.begin());
}

std::size_t countWords(std::span<const std::uint8_t> text)
{
    std::size_t count = 0;
    for (text = withoutLeadingBlanks(text); !text.empty(); text = withoutLeadingBlanks(text)) {
        text = text.subspan(lengthOfFirstWord(text));
        ++count;
    }
    return count;
}

std::optional<unsigned> indexOfWord(std::span<const std::uint8_t> typed)
{
    if (typed.size() > kMaxWordLetters) {
        return std::nullopt;
    }
    std::array<std::uint8_t, kMaxWordLetters> lower{};
    std::transform(typed.begin(), typed.end(), lower.begin(), [](std::uint8_t c) {
        return c >= 'A' && c <= 'Z' ? static_cast<std::uint8_t>(c - 'A' + 'a') : c;
    });
    const std::string_view word(reinterpret_cast<const char*>(lower.data()), typed.size());
    const auto found = std::lower_bound(kWords.begin(), kWords.end(), word);
    const bool isKnown = found != kWords.end() && *found == word;
    wipe(lower);
    if (!isKnown) {
        return std::nullopt;
    }
    return static_cast<unsigned>(found - kWords.begin());
}

} // namespace

SecretBytes newMnemonic(Entropy& entropy, WordCount words)
{
    Packed packed;
    packed.words = static_cast<std::size_t>(words);
    entropy.fill(packed.bits.writable().first(packed.entropyBytes()));
    packed.bits.writable()[packed.entropyBytes()] = packed.checksum();
    return packed.phrase();
}

Result<SecretBytes, MnemonicError> canonicalMnemonic(std::span<const std::uint8_t> typed)
{
    if (typed.size() > kMaxTypedBytes) {
        return fail(MnemonicError::TooLong);
    }
    const std::size_t count = countWords(typed);
    if (count < 12 || count > kMaxWords || count % 3 != 0) {
        return fail(MnemonicError::WrongWordCount);
    }
    Packed packed;
    auto rest = withoutLeadingBlanks(typed);
    while (!rest.empty()) {
        const std::size_t length = lengthOfFirstWord(rest);
        const auto index = indexOfWord(rest.first(length));
        if (!index) {
            return fail(MnemonicError::UnknownWord);
        }
        packed.append(*index);
        rest = withoutLeadingBlanks(rest.subspan(length));
    }
    if (packed.bits.readable()[packed.entropyBytes()] != packed.checksum()) {
        return fail(MnemonicError::BadChecksum);
    }
    return packed.phrase();
}

SecretBytes seedFromMnemonic(std::span<const std::uint8_t> canonicalPhrase,
                             std::span<const std::uint8_t> passphrase25)
{
    SecretBytes salt(kSaltPrefix.size() + passphrase25.size());
    const auto end = std::copy(kSaltPrefix.begin(), kSaltPrefix.end(), salt.writable().begin());
    std::copy(passphrase25.begin(), passphrase25.end(), end);
    SecretBytes seed(kSeedBytes);
    const int status = PKCS5_PBKDF2_HMAC(reinterpret_cast<const char*>(canonicalPhrase.data()),
                                         static_cast<int>(canonicalPhrase.size()), salt.readable().data(),
                                         static_cast<int>(salt.size()), kSeedRounds, EVP_sha512(),
                                         static_cast<int>(seed.size()), seed.writable().data());
    ensure(status == 1, "OpenSSL computes PBKDF2");
    return seed;
}

std::string_view bip39Word(unsigned index)
{
    ensure(index < kWords.size(), "a BIP-39 word index is below 2048");
    return kWords[index];
}

} // namespace till::crypto
