#include "core/policy/option_order.h"

#include "core/policy/pattern.h"
#include "core/policy/payment_facts.h"

#include <algorithm>
#include <compare>

namespace till::policy {

namespace {

/// What an option is sorted by; smaller is tried first.
struct Rank {
    bool isWithoutUsd = false;
    money::Amount usd;
    std::size_t networkOfAgent = 0;
    std::size_t networkOfAll = 0;
    std::size_t assetOfAgent = 0;
    std::size_t assetOfAll = 0;
    std::size_t offered = 0;
    auto operator<=>(const Rank&) const = default;
};

std::size_t placeIn(const std::vector<std::string>& order, const std::string& text)
{
    return static_cast<std::size_t>(std::ranges::find(order, text) - order.begin());
}

Rank rankOf(const PayableOption& option, const Policy& global, const Policy& agent, std::size_t offered)
{
    const auto usd = usdMicro(makeSpendLine(*option.network, *option.asset), option.amount);
    Rank rank{.isWithoutUsd = !usd.has_value(),
              .usd = usd.value_or(money::Amount::zero()),
              .networkOfAgent = placeIn(agent.preferNetworks, option.network->caip2),
              .networkOfAll = placeIn(global.preferNetworks, option.network->caip2),
              .offered = offered};
    if (!agent.preferAssets.empty() || !global.preferAssets.empty()) {
        const std::string asset = assetText(option.asset->network, option.asset->address);
        rank.assetOfAgent = placeIn(agent.preferAssets, asset);
        rank.assetOfAll = placeIn(global.preferAssets, asset);
    }
    return rank;
}

} // namespace

std::vector<std::size_t> preferenceOrder(std::span<const PayableOption> options, const Policy& global,
                                         const Policy& agent)
{
    if (options.size() == 1)
        return {0};
    std::vector<Rank> ranks;
    for (const PayableOption& option : options)
        ranks.push_back(rankOf(option, global, agent, ranks.size()));
    std::ranges::sort(ranks);
    std::vector<std::size_t> order;
    for (const Rank& rank : ranks)
        order.push_back(rank.offered);
    return order;
}

std::string_view whyLater(const PayableOption& earlier, const PayableOption& later, const Policy& global,
                          const Policy& agent)
{
    const Rank first = rankOf(earlier, global, agent, 0);
    const Rank second = rankOf(later, global, agent, 1);
    if (first.isWithoutUsd != second.isWithoutUsd)
        return "its token has no price in USD";
    if (first.usd != second.usd)
        return "another option costs less";
    if (first.networkOfAgent != second.networkOfAgent || first.networkOfAll != second.networkOfAll)
        return "the policy prefers another network";
    if (first.assetOfAgent != second.assetOfAgent || first.assetOfAll != second.assetOfAll)
        return "the policy prefers another token";
    return "the same price was offered before it";
}

} // namespace till::policy
