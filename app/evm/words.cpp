#include "app/evm/words.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace till::evm {

namespace {

constexpr std::size_t kAddressPadding = 12;

std::string bare(const std::string& hex0x)
{
    return hex0x.substr(2);
}

} // namespace

std::string quantity(std::uint64_t number)
{
    std::array<char, 20> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
    return "0x" + std::string(digits.data(), end);
}

std::optional<std::uint64_t> readQuantity(std::string_view text)
{
    if (!text.starts_with("0x") || text.size() < 3 || (text[2] == '0' && text.size() > 3)) {
        return std::nullopt;
    }
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), number, 16);
    return error == std::errc{} && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

std::string wordOf(const chain::EvmAddress& address)
{
    return "0x" + std::string(kAddressPadding * 2, '0') + toHex(address.bytes());
}

std::optional<chain::EvmAddress> readAddressWord(const Hash256& word)
{
    const auto address = word.begin() + kAddressPadding;
    if (!std::all_of(word.begin(), address, [](std::uint8_t byte) { return byte == 0; })) {
        return std::nullopt;
    }
    std::array<std::uint8_t, 20> bytes{};
    std::copy(address, word.end(), bytes.begin());
    return chain::EvmAddress(bytes);
}

std::string balanceOfCall(const chain::EvmAddress& owner)
{
    return std::string(kBalanceOfSelector) + bare(wordOf(owner));
}

std::string authorizationStateCall(const chain::EvmAddress& from, const Hash256& nonce)
{
    return std::string(kAuthorizationStateSelector) + bare(wordOf(from)) + toHex(nonce);
}

} // namespace till::evm
