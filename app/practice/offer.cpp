#include "app/practice/offer.h"

#include "core/support/ensure.h"

#include "core/support/json.h"
#include <algorithm>

namespace till::practice {

namespace {

/// Nobody has its key: practice money that is spent stays spent.
constexpr std::string_view kShopAddress = "0x7111000000000000000000000000000000005509";

std::string urlOf(const ShopTerms& terms, const Good& good)
{
    return terms.origin + std::string(good.path);
}

nlohmann::json domainJson(const ShopTerms& terms)
{
    return {{"name", terms.asset.eip712Name}, {"version", terms.asset.eip712Version}};
}

} // namespace

ShopTerms ShopTerms::practice(std::string origin)
{
    const money::Registry& registry = money::Registry::builtIn();
    const auto* network = registry.networkByCaip2(money::kPracticeNetwork);
    const auto asset =
        std::find_if(registry.assets().begin(), registry.assets().end(),
                     [](const money::Asset& each) { return each.network == money::kPracticeNetwork; });
    const auto payTo = chain::EvmAddress::fromText(kShopAddress);
    ensure(network != nullptr && asset != registry.assets().end() && payTo.has_value(),
           "the registry has the practice network and its token");
    return {std::move(origin), *asset, *network, *payTo};
}

chain::TokenDomain ShopTerms::domain() const
{
    const auto contract = chain::EvmAddress::fromText(asset.address);
    ensure(contract.has_value(), "the practice token has an address");
    return {asset.eip712Name, asset.eip712Version, network.chainId, *contract};
}

nlohmann::json offerV2(const ShopTerms& terms, const Good& good)
{
    return {{"scheme", "exact"},
            {"network", terms.network.caip2},
            {"amount", std::to_string(good.priceAtomic)},
            {"asset", terms.asset.address},
            {"payTo", terms.payTo.toChecksummed()},
            {"maxTimeoutSeconds", kMaxTimeoutSeconds},
            {"extra", domainJson(terms)}};
}

nlohmann::json offerV1(const ShopTerms& terms, const Good& good)
{
    return {{"scheme", "exact"},
            {"network", terms.network.v1Name.value_or(terms.network.caip2)},
            {"maxAmountRequired", std::to_string(good.priceAtomic)},
            {"resource", urlOf(terms, good)},
            {"description", good.description},
            {"mimeType", good.mimeType},
            {"payTo", terms.payTo.toChecksummed()},
            {"maxTimeoutSeconds", kMaxTimeoutSeconds},
            {"asset", terms.asset.address},
            {"extra", domainJson(terms)}};
}

nlohmann::json challengeV2(const ShopTerms& terms, const Good& good, const std::string& error)
{
    return {{"x402Version", 2},
            {"error", error},
            {"resource",
             {{"url", urlOf(terms, good)}, {"description", good.description}, {"mimeType", good.mimeType}}},
            {"accepts", nlohmann::json::array({offerV2(terms, good)})}};
}

nlohmann::json challengeV1(const ShopTerms& terms, const Good& good, const std::string& error)
{
    return {{"x402Version", 1}, {"error", error}, {"accepts", nlohmann::json::array({offerV1(terms, good)})}};
}

} // namespace till::practice
