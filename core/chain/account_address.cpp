#include "core/chain/account_address.h"

namespace till::chain {

std::optional<AccountAddress> AccountAddress::fromText(money::Family family, std::string_view text)
{
    if (family == money::Family::Evm) {
        const auto address = EvmAddress::fromText(text);
        return address ? std::optional<AccountAddress>(*address) : std::nullopt;
    }
    const auto address = SolanaAddress::fromText(text);
    return address ? std::optional<AccountAddress>(*address) : std::nullopt;
}

money::Family AccountAddress::family() const
{
    return evm() != nullptr ? money::Family::Evm : money::Family::Svm;
}

std::span<const std::uint8_t> AccountAddress::bytes() const
{
    if (const EvmAddress* const address = evm()) {
        return address->bytes();
    }
    return solana()->bytes();
}

std::string AccountAddress::toText() const
{
    const EvmAddress* const address = evm();
    return address != nullptr ? address->toChecksummed() : solana()->toText();
}

std::string_view familyName(money::Family family)
{
    return family == money::Family::Evm ? "evm" : "svm";
}

std::optional<money::Family> familyFromName(std::string_view name)
{
    if (name == "evm") {
        return money::Family::Evm;
    }
    return name == "svm" ? std::optional(money::Family::Svm) : std::nullopt;
}

} // namespace till::chain
