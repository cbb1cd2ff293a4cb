#include "core/vault/solana_keypair.h"

#include "core/crypto/ed25519.h"
#include "core/crypto/hash.h"
#include "core/support/base58.h"
#include "core/support/ensure.h"

#include <algorithm>

namespace till::vault {

using crypto::SecretBytes;

namespace {

constexpr std::size_t kPairBytes = 64;
constexpr std::size_t kSeedBytes = crypto::kEd25519SeedBytes;
constexpr std::size_t kMaxTextBytes = 1024; // 64 numbers of three digits, and blanks
constexpr std::size_t kMaxNumberText = 4;   // "255,"

bool isBlank(std::uint8_t byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/// Reads a JSON array of bytes from left to right.
class NumberReader {
public:
    explicit NumberReader(std::span<const std::uint8_t> text) : m_rest(text) {}

    bool take(char wanted)
    {
        skipBlanks();
        if (m_rest.empty() || m_rest.front() != static_cast<std::uint8_t>(wanted)) {
            return false;
        }
        m_rest = m_rest.subspan(1);
        return true;
    }
    // Digits as JSON writes a number from 0 to 255: no sign, no leading zero.
    bool takeByte(std::uint8_t& out)
    {
        skipBlanks();
        unsigned value = 0;
        std::size_t digits = 0;
        while (digits < m_rest.size() && m_rest[digits] >= '0' && m_rest[digits] <= '9' && digits < 3) {
            value = value * 10 + (m_rest[digits] - unsigned{'0'});
            ++digits;
        }
        if (digits == 0 || value > 255 || (digits > 1 && m_rest.front() == '0')) {
            return false;
        }
        m_rest = m_rest.subspan(digits);
        out = static_cast<std::uint8_t>(value);
        return true;
    }
    bool isAtEnd()
    {
        skipBlanks();
        return m_rest.empty();
    }

private:
    void skipBlanks()
    {
        while (!m_rest.empty() && isBlank(m_rest.front())) {
            m_rest = m_rest.subspan(1);
        }
    }
    std::span<const std::uint8_t> m_rest;
};

Result<SecretBytes, KeyFileError> seedOfPair(std::span<std::uint8_t> pair)
{
    const auto publicKey = crypto::ed25519PublicKey(pair.first(kSeedBytes));
    if (!publicKey || !crypto::equalConstantTime(*publicKey, pair.last(kSeedBytes))) {
        return fail(KeyFileError::AddressMismatch);
    }
    return SecretBytes::takeFrom(pair.first(kSeedBytes));
}

} // namespace

Result<SecretBytes, KeyFileError> readSolanaKeypair(std::span<const std::uint8_t> text)
{
    if (text.size() > kMaxTextBytes) {
        return fail(KeyFileError::TooLarge);
    }
    SecretBytes pair(kPairBytes);
    NumberReader in(text);
    bool isGood = in.take('[');
    for (std::size_t each = 0; isGood && each < kPairBytes; ++each) {
        isGood = (each == 0 || in.take(',')) && in.takeByte(pair.writable()[each]);
    }
    if (!isGood || !in.take(']') || !in.isAtEnd()) {
        return fail(KeyFileError::NotASolanaKeypair);
    }
    return seedOfPair(pair.writable());
}

SecretBytes writeSolanaKeypair(std::span<const std::uint8_t> seed)
{
    const auto publicKey = crypto::ed25519PublicKey(seed);
    ensure(publicKey.has_value(), "an Ed25519 seed has 32 bytes");
    SecretBytes text(2 + kPairBytes * kMaxNumberText);
    auto out = text.writable().begin();
    *out++ = '[';
    for (std::size_t each = 0; each < kPairBytes; ++each) {
        if (each > 0) {
            *out++ = ',';
        }
        const unsigned value = each < kSeedBytes ? seed[each] : (*publicKey)[each - kSeedBytes];
        for (const unsigned power : {100U, 10U, 1U}) {
            if (value >= power || power == 1) {
                *out++ = static_cast<std::uint8_t>('0' + value / power % 10);
            }
        }
    }
    *out++ = ']';
    return SecretBytes::takeFrom(
        text.writable().first(static_cast<std::size_t>(out - text.writable().begin())));
}

Result<SecretBytes, KeyFileError> readSolanaKeypairBase58(std::span<const std::uint8_t> text)
{
    if (text.size() > kMaxBase58Digits) {
        return fail(KeyFileError::InvalidKey);
    }
    SecretBytes pair(kPairBytes);
    const auto bytes = pair.writable();
    for (const std::uint8_t letter : text) {
        const auto value = base58Value(static_cast<char>(letter));
        if (!value) {
            return fail(KeyFileError::InvalidKey);
        }
        unsigned carry = *value;
        for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
            carry += *byte * 58U;
            *byte = static_cast<std::uint8_t>(carry);
            carry >>= 8U;
        }
        if (carry != 0) {
            return fail(KeyFileError::InvalidKey);
        }
    }
    // One text for one key: a leading `1` for each leading zero byte.
    const auto ones = std::find_if(text.begin(), text.end(), [](std::uint8_t c) { return c != '1'; });
    const auto zeros = std::find_if(bytes.begin(), bytes.end(), [](std::uint8_t b) { return b != 0; });
    if (ones - text.begin() != zeros - bytes.begin()) {
        return fail(KeyFileError::InvalidKey);
    }
    return seedOfPair(bytes);
}

} // namespace till::vault
