#include "core/payment/asked_facts.h"

namespace till::payment {

policy::PaymentFacts factsOf(std::string_view agentId, const Ask& ask, const challenge::Option& offer,
                             const policy::PayableOption& option)
{
    policy::PaymentFacts facts;
    facts.line = policy::makeSpendLine(*option.network, *option.asset);
    facts.line.agent = agentId;
    facts.line.host = ask.request.host;
    facts.line.payTo = option.payTo.toChecksummed();
    facts.asset = option.asset;
    facts.amount = option.amount;
    facts.interface = ask.interface;
    facts.dialect = ask.challenge.x402Version == 1 ? "x402v1" : "x402v2";
    facts.scheme = offer.scheme;
    facts.method = ask.request.method;
    facts.path = ask.request.path;
    facts.claimedTool = ask.claims.tool;
    facts.claimedTask = ask.claims.task;
    return facts;
}

std::optional<policy::PaymentFacts> recordedFacts(std::string_view agentId, const Ask& ask,
                                                  const money::Registry& registry)
{
    if (ask.challenge.options.size() != 1) {
        return std::nullopt;
    }
    const challenge::Option& offer = ask.challenge.options.front();
    policy::PayableOption option;
    option.network = registry.networkByCaip2(offer.caip2);
    option.asset = registry.asset(offer.caip2, offer.asset);
    const auto payTo = chain::EvmAddress::fromText(offer.payTo);
    const auto amount = money::Amount::fromAtomic(offer.amount);
    if (option.network == nullptr || option.asset == nullptr || !payTo || !amount) {
        return std::nullopt;
    }
    option.payTo = *payTo;
    option.amount = *amount;
    return factsOf(agentId, ask, offer, option);
}

} // namespace till::payment
