#include "core/money/registry.h"

#include "core/money/registry_json.h"
#include "core/support/ensure.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace till::embedded {
std::string_view networksJson();
std::string_view practiceNetworkJson();
} // namespace till::embedded

namespace till::money {

namespace {

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The digits of an EVM address have no case of their own (EIP-55 only marks them); base58 has.
bool isSameAddress(Family family, std::string_view known, std::string_view asked)
{
    if (family == Family::Svm)
        return known == asked;
    constexpr std::string_view kPrefix = "0x";
    return asked.starts_with(kPrefix) &&
           std::ranges::equal(
               known, asked, {}, [](char c) { return lowered(c); }, [](char c) { return lowered(c); });
}

} // namespace

const Registry& Registry::builtIn()
{
    static const Registry registry = [] {
        auto known = readRegistryEntries(embedded::networksJson());
        auto practice = readRegistryEntries(embedded::practiceNetworkJson());
        ensure(known.has_value() && practice.has_value(),
               "the registry files that are compiled in are well-formed");
        std::ranges::move(practice->networks, std::back_inserter(known->networks));
        std::ranges::move(practice->assets, std::back_inserter(known->assets));
        auto built = fromEntries(std::move(known->networks), std::move(known->assets));
        ensure(built.has_value(), "the registry files that are compiled in agree with each other");
        return std::move(*built);
    }();
    return registry;
}

Result<Registry, RegistryError> Registry::fromJson(std::string_view text)
{
    auto entries = readRegistryEntries(text);
    if (!entries)
        return fail(entries.error());
    return fromEntries(std::move(entries->networks), std::move(entries->assets));
}

Result<Registry, RegistryError> Registry::fromEntries(std::vector<Network> networks,
                                                      std::vector<Asset> assets)
{
    Registry registry;
    for (Network& network : networks) {
        const std::size_t place = registry.m_networks.size();
        if (!registry.m_byCaip2.emplace(network.caip2, place).second)
            return fail(RegistryError::Malformed);
        if (network.v1Name && !registry.m_byV1Name.emplace(*network.v1Name, place).second)
            return fail(RegistryError::Malformed);
        registry.m_networks.push_back(std::move(network));
    }
    registry.m_assetsOf.resize(registry.m_networks.size());
    for (Asset& asset : assets) {
        const auto network = registry.m_byCaip2.find(asset.network);
        if (network == registry.m_byCaip2.end() || registry.asset(asset.network, asset.address) != nullptr)
            return fail(RegistryError::Malformed);
        const bool isSolanaToken = asset.method == TransferMethod::SplToken;
        const bool isSolanaNetwork = registry.m_networks[network->second].family == Family::Svm;
        if (isSolanaToken != isSolanaNetwork)
            return fail(RegistryError::Malformed);
        registry.m_assetsOf[network->second].push_back(registry.m_assets.size());
        registry.m_assets.push_back(std::move(asset));
    }
    return registry;
}

const Network* Registry::networkByCaip2(std::string_view caip2) const
{
    const auto found = m_byCaip2.find(caip2);
    return found == m_byCaip2.end() ? nullptr : &m_networks[found->second];
}

const Network* Registry::networkByV1Name(std::string_view name) const
{
    const auto found = m_byV1Name.find(name);
    return found == m_byV1Name.end() ? nullptr : &m_networks[found->second];
}

const Asset* Registry::asset(std::string_view caip2, std::string_view address) const
{
    const auto network = m_byCaip2.find(caip2);
    if (network == m_byCaip2.end())
        return nullptr;
    const Family family = m_networks[network->second].family;
    for (const std::size_t place : m_assetsOf[network->second]) {
        if (isSameAddress(family, m_assets[place].address, address))
            return &m_assets[place];
    }
    return nullptr;
}

} // namespace till::money
