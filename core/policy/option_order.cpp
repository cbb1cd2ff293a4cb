#include "core/policy/option_order.h"

#include "core/policy/payment_facts.h"

#include <algorithm>
#include <compare>

namespace till::policy {

namespace {

/// What an option is sorted by; smaller is tried first.
struct Rank {
    bool isWithoutUsd = false;
    money::Amount usd;
    std::size_t agentPlace = 0;
    std::size_t globalPlace = 0;
    std::size_t offered = 0;
    auto operator<=>(const Rank&) const = default;
};

std::size_t placeIn(const std::vector<std::string>& networks, const std::string& network)
{
    return static_cast<std::size_t>(std::ranges::find(networks, network) - networks.begin());
}

} // namespace

std::vector<std::size_t> preferenceOrder(std::span<const PayableOption> options, const Policy& global,
                                         const Policy& agent)
{
    std::vector<Rank> ranks;
    for (const PayableOption& option : options) {
        const auto usd = usdMicro(makeSpendLine(*option.network, *option.asset), option.amount);
        ranks.push_back({.isWithoutUsd = !usd.has_value(),
                         .usd = usd.value_or(money::Amount::zero()),
                         .agentPlace = placeIn(agent.preferNetworks, option.network->caip2),
                         .globalPlace = placeIn(global.preferNetworks, option.network->caip2),
                         .offered = ranks.size()});
    }
    std::ranges::sort(ranks);
    std::vector<std::size_t> order;
    for (const Rank& rank : ranks)
        order.push_back(rank.offered);
    return order;
}

} // namespace till::policy
