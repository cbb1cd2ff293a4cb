#include "app/practice/rpc_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

namespace till::practice {

namespace {

constexpr std::size_t kSelectorBytes = 4;
constexpr std::size_t kWordBytes = 32;
constexpr std::size_t kAddressPadding = 12;
constexpr std::array<std::uint8_t, 4> kBalanceOf{0x70, 0xa0, 0x82, 0x31};
constexpr std::array<std::uint8_t, 4> kAuthorizationState{0xe9, 0x4a, 0x01, 0x02};

bool isCallOf(const Bytes& data, const std::array<std::uint8_t, 4>& selector, std::size_t words)
{
    return data.size() == kSelectorBytes + words * kWordBytes &&
           std::equal(selector.begin(), selector.end(), data.begin());
}

std::optional<chain::EvmAddress> addressAt(const Bytes& data, std::size_t place)
{
    const auto begin = data.begin() + static_cast<std::ptrdiff_t>(kSelectorBytes + place * kWordBytes);
    const auto address = begin + kAddressPadding;
    if (!std::all_of(begin, address, [](std::uint8_t byte) { return byte == 0; })) {
        return std::nullopt;
    }
    std::array<std::uint8_t, 20> bytes{};
    std::copy_n(address, bytes.size(), bytes.begin());
    return chain::EvmAddress(bytes);
}

std::string lowered(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

/// Null matches anything, a text that text, an array any of its elements. Hexadecimal digits in any case.
bool matchesOne(const std::string& value, const nlohmann::json& wanted)
{
    if (wanted.is_null()) {
        return true;
    }
    if (wanted.is_array()) {
        return std::any_of(wanted.begin(), wanted.end(),
                           [&value](const nlohmann::json& each) { return matchesOne(value, each); });
    }
    return wanted.is_string() && lowered(wanted.get<std::string>()) == lowered(value);
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

std::string textMember(const nlohmann::json& object, const char* name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::optional<chain::EvmAddress> readBalanceOfCall(const Bytes& data)
{
    return isCallOf(data, kBalanceOf, 1) ? addressAt(data, 0) : std::nullopt;
}

std::optional<AuthorizationStateCall> readAuthorizationStateCall(const Bytes& data)
{
    const auto from = isCallOf(data, kAuthorizationState, 2) ? addressAt(data, 0) : std::nullopt;
    if (!from) {
        return std::nullopt;
    }
    AuthorizationStateCall call{*from, {}};
    std::copy_n(data.end() - kWordBytes, kWordBytes, call.nonce.begin());
    return call;
}

bool matchesFilter(const nlohmann::json& log, const nlohmann::json& filter)
{
    if (!matchesOne(textMember(log, "address"), filter.value("address", nlohmann::json()))) {
        return false;
    }
    const nlohmann::json wanted = filter.value("topics", nlohmann::json::array());
    const nlohmann::json& topics = log.at("topics");
    if (!wanted.is_array() || wanted.size() > topics.size()) {
        return false;
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!matchesOne(topics[i].get<std::string>(), wanted[i])) {
            return false;
        }
    }
    return true;
}

} // namespace till::practice
