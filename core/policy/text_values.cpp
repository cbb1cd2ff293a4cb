#include "core/policy/text_values.h"

#include "core/chain/evm_address.h"
#include "core/chain/network_id.h"
#include "core/policy/pattern.h"
#include "core/policy/policy_words.h"

#include <algorithm>

namespace till::policy {

namespace {

/// EVM: canonical form. Of other families only the characters can be judged (base58 and the like).
std::optional<std::string> canonicalAddress(std::string_view text)
{
    if (text.starts_with("0x")) {
        const auto address = chain::EvmAddress::fromText(text);
        if (!address)
            return std::nullopt;
        return address->toChecksummed();
    }
    constexpr std::size_t kLeastBytes = 20;
    const bool isPlain =
        text.size() >= kLeastBytes && std::ranges::all_of(text, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        });
    return isPlain ? std::optional<std::string>(text) : std::nullopt;
}

std::optional<std::string> canonicalAsset(std::string_view text)
{
    const auto slash = text.rfind('/');
    if (slash == std::string_view::npos || !chain::NetworkId::fromText(text.substr(0, slash)))
        return std::nullopt;
    const auto address = canonicalAddress(text.substr(slash + 1));
    if (!address)
        return std::nullopt;
    return assetText(text.substr(0, slash), *address);
}

std::optional<std::string> when(bool isGood, std::string_view text)
{
    return isGood ? std::optional<std::string>(text) : std::nullopt;
}

} // namespace

std::optional<std::string> canonicalText(TextField field, std::string_view text)
{
    switch (field) {
    case TextField::Host:
        return when(isHostPattern(text), text);
    case TextField::Path:
        return when(isPathPattern(text), text);
    case TextField::Method:
        return when(!text.empty() && std::ranges::all_of(text, [](char c) { return c >= 'A' && c <= 'Z'; }),
                    text);
    case TextField::Network:
        return when(chain::NetworkId::fromText(text).has_value(), text);
    case TextField::Asset:
        return canonicalAsset(text);
    case TextField::PayTo:
        return canonicalAddress(text);
    case TextField::Dialect:
        return when(std::ranges::find(kDialectWords, text) != kDialectWords.end(), text);
    case TextField::Interface:
        return when(std::ranges::find(kInterfaceWords, text) != kInterfaceWords.end(), text);
    case TextField::Agent:
    case TextField::AgentTag:
    case TextField::Scheme:
    case TextField::ClaimedTool:
    case TextField::ClaimedTask:
        break;
    }
    return when(!text.empty(), text);
}

} // namespace till::policy
