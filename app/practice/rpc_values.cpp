#include "app/practice/rpc_values.h"

#include "app/evm/words.h"

#include "core/support/json.h"
#include <algorithm>
#include <span>

namespace till::practice {

namespace {

constexpr std::size_t kSelectorBytes = 4;
constexpr std::size_t kWordBytes = 32;

bool isCallOf(const Bytes& data, std::string_view selector, std::size_t words)
{
    return data.size() == kSelectorBytes + words * kWordBytes &&
           toHex0x(std::span(data).first(kSelectorBytes)) == selector;
}

Hash256 wordAt(const Bytes& data, std::size_t place)
{
    Hash256 word{};
    std::copy_n(data.begin() + static_cast<std::ptrdiff_t>(kSelectorBytes + place * kWordBytes), kWordBytes,
                word.begin());
    return word;
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

std::string textMember(const nlohmann::json& object, const char* name)
{
    const auto found = object.is_object() ? object.find(name) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::optional<chain::EvmAddress> readBalanceOfCall(const Bytes& data)
{
    return isCallOf(data, evm::kBalanceOfSelector, 1) ? evm::readAddressWord(wordAt(data, 0)) : std::nullopt;
}

std::optional<AuthorizationStateCall> readAuthorizationStateCall(const Bytes& data)
{
    const auto from = isCallOf(data, evm::kAuthorizationStateSelector, 2)
                          ? evm::readAddressWord(wordAt(data, 0))
                          : std::nullopt;
    return from ? std::optional(AuthorizationStateCall{*from, wordAt(data, 1)}) : std::nullopt;
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
