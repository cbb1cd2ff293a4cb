#include "core/chain/network_id.h"

#include <algorithm>
#include <charconv>

namespace till::chain {

namespace {

constexpr std::string_view kEvmSpace = "eip155";
// Wider than CAIP-2 (8 and 32): `cloudflare:402` and Algorand's 44-character hashes are on the wire.
constexpr std::size_t kMaxSpaceBytes = 32;
constexpr std::size_t kMaxReferenceBytes = 64;
constexpr std::uint64_t kMaxChainId = (std::uint64_t{1} << 53) - 1; // what every peer's JSON number can hold

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}

bool isSpaceCharacter(char c)
{
    return isLower(c) || isDigit(c) || c == '-';
}

bool isReferenceCharacter(char c)
{
    constexpr std::string_view kOthers = "-_=/+."; // `=`, `/` and `+` of Algorand's base64
    return isLower(c) || isDigit(c) || (c >= 'A' && c <= 'Z') || kOthers.find(c) != std::string_view::npos;
}

bool isPart(std::string_view part, std::size_t maxBytes, bool (*isAllowed)(char))
{
    return !part.empty() && part.size() <= maxBytes && std::ranges::all_of(part, isAllowed);
}

Result<std::uint64_t, NetworkIdError> parseChainId(std::string_view digits)
{
    const bool isPlain = std::ranges::all_of(digits, isDigit) && (digits == "0" || digits.front() != '0');
    if (!isPlain)
        return fail(NetworkIdError::Malformed);
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc() || value == 0 || value > kMaxChainId)
        return fail(NetworkIdError::ChainIdOutOfRange);
    return value;
}

} // namespace

Result<NetworkId, NetworkIdError> NetworkId::fromText(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
        return fail(NetworkIdError::Malformed);
    const std::string_view space = text.substr(0, colon);
    const std::string_view reference = text.substr(colon + 1);
    if (!isPart(space, kMaxSpaceBytes, isSpaceCharacter) ||
        !isPart(reference, kMaxReferenceBytes, isReferenceCharacter))
        return fail(NetworkIdError::Malformed);
    if (space == kEvmSpace) {
        if (const auto chainId = parseChainId(reference); !chainId)
            return fail(chainId.error());
    }
    return NetworkId{std::string(space), std::string(reference)};
}

std::uint64_t NetworkId::evmChainId() const
{
    if (space != kEvmSpace || reference.empty())
        return 0;
    return parseChainId(reference).value_or(0);
}

} // namespace till::chain
