#include "core/support/token_text.h"

#include "core/support/crc32.h"

#include <algorithm>
#include <array>

namespace till {

namespace {

constexpr std::string_view kPrefix = "till_";
constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::size_t kSecretChars = 43;  // 62^43 > 2^256
constexpr std::size_t kChecksumChars = 6; // 62^6 > 2^32
constexpr std::size_t kOldSecretChars = 64;
constexpr std::size_t kMaxIdChars = 12;

/// Divides the big-endian number in place; gives the rest.
unsigned divideBy62(std::span<std::uint8_t> number)
{
    unsigned rest = 0;
    for (std::uint8_t& byte : number) {
        const unsigned part = rest << 8 | byte;
        byte = static_cast<std::uint8_t>(part / 62);
        rest = part % 62;
    }
    return rest;
}

template <std::size_t Size>
std::string toBase62(std::array<std::uint8_t, Size> number, std::size_t chars)
{
    std::string text(chars, '0');
    for (auto each = text.rbegin(); each != text.rend(); ++each) {
        *each = kDigits[divideBy62(number)];
    }
    // What is left is nothing, and the digits were the secret's.
    return text;
}

std::string checksumOf(std::string_view text)
{
    const std::uint32_t sum = crc32(text);
    const std::array<std::uint8_t, 4> bytes{
        static_cast<std::uint8_t>(sum >> 24), static_cast<std::uint8_t>(sum >> 16),
        static_cast<std::uint8_t>(sum >> 8), static_cast<std::uint8_t>(sum)};
    return toBase62(bytes, kChecksumChars);
}

bool isMadeOf(std::string_view text, std::string_view digits)
{
    return std::ranges::all_of(text, [digits](char c) { return digits.find(c) != std::string_view::npos; });
}

/// "a" and a number that does not begin with 0.
bool isAgentId(std::string_view id)
{
    return id.size() > 1 && id.size() <= kMaxIdChars && id[0] == 'a' && id[1] != '0' &&
           isMadeOf(id.substr(1), kDigits.substr(0, 10));
}

} // namespace

std::string makeTokenText(std::string_view agentId, std::span<const std::uint8_t, kTokenSecretBytes> secret)
{
    std::array<std::uint8_t, kTokenSecretBytes> number{};
    std::ranges::copy(secret, number.begin());
    std::string token = std::string(kPrefix) + std::string(agentId) + "_" + toBase62(number, kSecretChars);
    return token + checksumOf(token);
}

Result<std::string_view, TokenFault> agentOfToken(std::string_view token)
{
    if (token.size() > kMaxTokenBytes || !token.starts_with(kPrefix)) {
        return fail(TokenFault::NotAToken);
    }
    const std::string_view rest = token.substr(kPrefix.size());
    const std::size_t end = rest.find('_');
    const std::string_view id = rest.substr(0, end);
    if (end == std::string_view::npos || !isAgentId(id)) {
        return fail(TokenFault::NotAToken);
    }
    const std::string_view secret = rest.substr(end + 1);
    if (secret.size() == kOldSecretChars && isMadeOf(secret, kHexDigits)) {
        return id;
    }
    if (secret.size() != kSecretChars + kChecksumChars || !isMadeOf(secret, kDigits)) {
        return fail(TokenFault::NotAToken);
    }
    const std::size_t summed = token.size() - kChecksumChars;
    if (checksumOf(token.substr(0, summed)) != token.substr(summed)) {
        return fail(TokenFault::WrongChecksum);
    }
    return id;
}

std::string_view describe(TokenFault fault)
{
    switch (fault) {
    case TokenFault::NotAToken:
        return "This is not a whole token: one begins with till_ and is as long as when it was shown.";
    case TokenFault::WrongChecksum:
        return "A character of the token is not as it was shown: its checksum does not fit.";
    }
    return "This is not a token.";
}

} // namespace till
