#include "core/vault/recovery_code.h"

#include "core/crypto/hash.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace till::vault {

using crypto::SecretBytes;

namespace {

constexpr std::string_view kLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32
constexpr std::size_t kGroup = 4;
constexpr std::size_t kDigits = 28; // 140 bits: the code, then the first 12 bits of its SHA-256
constexpr std::size_t kBitsPerDigit = 5;
constexpr std::size_t kPackedBytes = 18;
constexpr std::size_t kMaxTypedBytes = 128;

// The code and its checksum, 140 bits and four zeros.
SecretBytes packed(std::span<const std::uint8_t> code)
{
    SecretBytes out(kPackedBytes);
    std::copy(code.begin(), code.end(), out.writable().begin());
    Hash256 digest = crypto::sha256(code);
    out.writable()[kRecoveryCodeBytes] = digest[0];
    out.writable()[kRecoveryCodeBytes + 1] = digest[1] & 0xf0U;
    crypto::wipe(digest);
    return out;
}

std::size_t valueOf(char letter)
{
    const char upper = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    const char read = upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
    return kLetters.find(read);
}

} // namespace

SecretBytes newRecoveryCode(Entropy& entropy)
{
    SecretBytes code(kRecoveryCodeBytes);
    entropy.fill(code.writable());
    return code;
}

SecretBytes recoveryCodeText(const SecretBytes& code)
{
    const SecretBytes bits = packed(code.readable());
    SecretBytes text(kDigits + kDigits / kGroup - 1);
    auto out = text.writable().begin();
    for (std::size_t digit = 0; digit < kDigits; ++digit) {
        if (digit > 0 && digit % kGroup == 0) {
            *out++ = '-';
        }
        std::size_t value = 0;
        for (std::size_t bit = digit * kBitsPerDigit; bit < (digit + 1) * kBitsPerDigit; ++bit) {
            value = value << 1U | (bits.readable()[bit / 8] >> (7 - bit % 8) & 1U);
        }
        *out++ = static_cast<std::uint8_t>(kLetters[value]);
    }
    return text;
}

std::optional<SecretBytes> recoveryCodeFrom(std::span<const std::uint8_t> typed)
{
    if (typed.size() > kMaxTypedBytes) {
        return std::nullopt;
    }
    SecretBytes bits(kPackedBytes);
    std::size_t digits = 0;
    for (const std::uint8_t byte : typed) {
        if (byte == ' ' || byte == '-') {
            continue;
        }
        const std::size_t value = valueOf(static_cast<char>(byte));
        if (value == std::string_view::npos || digits == kDigits) {
            return std::nullopt;
        }
        for (std::size_t i = 0; i < kBitsPerDigit; ++i) {
            const std::size_t bit = digits * kBitsPerDigit + i;
            const std::size_t set = value >> (kBitsPerDigit - 1 - i) & 1U;
            bits.writable()[bit / 8] =
                static_cast<std::uint8_t>(bits.readable()[bit / 8] | set << (7 - bit % 8));
        }
        ++digits;
    }
    const auto code = bits.writable().first(kRecoveryCodeBytes);
    if (digits != kDigits || !crypto::equalConstantTime(packed(code).readable(), bits.readable())) {
        return std::nullopt;
    }
    return SecretBytes::takeFrom(code);
}

SecretBytes recoverySlotKey(const SecretBytes& code,
                            std::span<const std::uint8_t, crypto::kKdfSaltBytes> salt)
{
    Hash256 key = crypto::hmacSha256(salt, code.readable());
    return SecretBytes::takeFrom(key);
}

} // namespace till::vault
