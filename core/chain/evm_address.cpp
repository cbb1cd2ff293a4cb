#include "core/chain/evm_address.h"

#include "core/crypto/hash.h"
#include "core/support/hex.h"

#include <algorithm>

namespace till::chain {

namespace {

constexpr std::string_view kPrefix = "0x";
constexpr std::size_t kDigits = 40;

bool isLowerLetter(char c)
{
    return c >= 'a' && c <= 'f';
}

bool isUpperLetter(char c)
{
    return c >= 'A' && c <= 'F';
}

} // namespace

Result<EvmAddress, AddressError> EvmAddress::fromText(std::string_view text)
{
    if (!text.starts_with(kPrefix))
        return fail(AddressError::MissingPrefix);
    const std::string_view digits = text.substr(kPrefix.size());
    if (digits.size() != kDigits)
        return fail(AddressError::WrongLength);
    std::array<std::uint8_t, 20> bytes{};
    if (!fromHex0xInto(text, bytes))
        return fail(AddressError::NotHex);
    const EvmAddress address(bytes);
    const bool isMixed =
        std::ranges::any_of(digits, isLowerLetter) && std::ranges::any_of(digits, isUpperLetter);
    if (isMixed && address.toChecksummed() != text)
        return fail(AddressError::BadChecksum);
    return address;
}

EvmAddress EvmAddress::fromPublicKey(const crypto::PublicKey& key)
{
    // Yellow Paper, appendix F: the last 20 bytes of keccak256(x ‖ y).
    const Hash256 hash = crypto::keccak256(key);
    std::array<std::uint8_t, 20> bytes{};
    std::copy(hash.end() - bytes.size(), hash.end(), bytes.begin());
    return EvmAddress(bytes);
}

std::string EvmAddress::toChecksummed() const
{
    // EIP-55: a letter is upper-case where the matching digit of the hash of the lower-case text is 8 or
    // more.
    std::string digits = toHex(m_bytes);
    const Hash256 hash = crypto::keccak256(digits);
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const unsigned hashDigit = i % 2 == 0 ? hash[i / 2] >> 4U : hash[i / 2] & 0x0fU;
        if (hashDigit >= 8 && isLowerLetter(digits[i]))
            digits[i] = static_cast<char>(digits[i] - 'a' + 'A');
    }
    return std::string(kPrefix) + digits;
}

bool EvmAddress::isZero() const
{
    return std::ranges::all_of(m_bytes, [](std::uint8_t byte) { return byte == 0; });
}

} // namespace till::chain
