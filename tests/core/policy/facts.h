#pragma once

#include "core/money/registry.h"
#include "core/policy/decide.h"
#include "core/policy/explain.h"
#include "core/policy/payment_facts.h"
#include "core/policy/policy_json.h"
#include "core/policy/presets.h"

#include <stdexcept>
#include <string>
#include <string_view>

/// What the tests of policy pay with: real tokens of the registry, one agent, one host.
namespace till::tests {

inline constexpr std::string_view kBase = "eip155:8453";
inline constexpr std::string_view kBaseUsdc = "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913";
inline constexpr std::string_view kShopPayee = "0x209693Bc6afc0C5328bA36FaF03C514EF312287C";
inline constexpr std::string_view kOtherPayee = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
/// Noon of 2026-01-01, UTC, a Thursday.
inline constexpr Instant kNoon{1'767'268'800'000};
inline constexpr std::int64_t kSecond = 1000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

inline money::Amount amount(std::string_view digits)
{
    return money::Amount::fromAtomic(digits).value();
}
inline money::Amount usd(std::string_view text)
{
    return money::Amount::fromDecimal(text, policy::kUsdDecimals).value();
}

/// A payment of `dollars` in USDC on Base by agent_1 to api.shop.test.
inline policy::PaymentFacts paymentOf(std::string_view dollars)
{
    const money::Registry& registry = money::Registry::builtIn();
    policy::PaymentFacts facts;
    facts.asset = registry.asset(kBase, kBaseUsdc);
    facts.line = policy::makeSpendLine(*registry.networkByCaip2(kBase), *facts.asset);
    facts.line.agent = "agent_1";
    facts.line.host = "api.shop.test";
    facts.line.payTo = std::string(kShopPayee);
    facts.amount = money::Amount::fromDecimal(dollars, facts.asset->decimals).value();
    facts.interface = "rest";
    facts.dialect = "x402v2";
    facts.scheme = "exact";
    facts.method = "GET";
    facts.path = "/v1/search";
    return facts;
}

/// The same on the practice network.
inline policy::PaymentFacts practicePaymentOf(std::string_view dollars)
{
    const money::Registry& registry = money::Registry::builtIn();
    policy::PaymentFacts facts = paymentOf(dollars);
    for (const money::Asset& asset : registry.assets()) {
        if (asset.network == money::kPracticeNetwork)
            facts.asset = &asset;
    }
    const policy::SpendLine line =
        policy::makeSpendLine(*registry.networkByCaip2(money::kPracticeNetwork), *facts.asset);
    facts.line.network = line.network;
    facts.line.asset = line.asset;
    facts.line.decimals = line.decimals;
    facts.line.isDollarPegged = line.isDollarPegged;
    facts.line.isPractice = line.isPractice;
    facts.amount = money::Amount::fromDecimal(dollars, line.decimals).value();
    return facts;
}

/// A token that is worth something, but not a dollar: 18 decimals, 1 unit.
inline const money::Asset& floatingAsset()
{
    static const money::Asset asset{.network = std::string(kBase),
                                    .address = "0x4200000000000000000000000000000000000006",
                                    .symbol = "WETH",
                                    .decimals = 18,
                                    .eip712Name = "Wrapped Ether",
                                    .eip712Version = "1",
                                    .method = money::TransferMethod::Eip3009,
                                    .isDollarPegged = false};
    return asset;
}
inline policy::PaymentFacts floatingPaymentOf(std::string_view units)
{
    policy::PaymentFacts facts = paymentOf("1");
    facts.asset = &floatingAsset();
    facts.line.asset = facts.asset->address;
    facts.line.decimals = facts.asset->decimals;
    facts.line.isDollarPegged = false;
    facts.amount = money::Amount::fromDecimal(units, facts.asset->decimals).value();
    return facts;
}

inline policy::LivePayment liveOf(std::int64_t id, const policy::PaymentFacts& facts, Instant start,
                                  Instant end)
{
    return {.id = id, .line = facts.line, .amount = facts.amount, .start = start, .end = end};
}

/// Throws (and so fails the test) with the reason when the document is refused.
inline policy::Policy policyFrom(std::string_view json)
{
    const auto parsed = policy::parsePolicy(json);
    if (!parsed)
        throw std::runtime_error(policy::describe(parsed.error()));
    return *parsed;
}

/// One agent with its policy, its history and its clock, as the keeper has them.
struct Till {
    policy::Policy global = policy::emptyPolicy();
    policy::Policy agent;
    policy::SpendBook book;
    policy::MerchantMemory memory;
    Instant now = kNoon;
    std::int64_t lastId = 0;

    explicit Till(policy::Policy agentPolicy) : agent(std::move(agentPolicy)) { setPolicies(); }
    Till(policy::Policy globalPolicy, policy::Policy agentPolicy)
        : global(std::move(globalPolicy)), agent(std::move(agentPolicy))
    {
        setPolicies();
    }

    void setPolicies()
    {
        book.setPolicy(policy::kGlobalOwner, global);
        book.setPolicy("agent_1", agent);
    }
    [[nodiscard]] policy::DecisionInput input(const policy::PaymentFacts& facts) const
    {
        return {.facts = facts, .global = global, .agent = agent, .book = book, .memory = memory, .now = now};
    }
    [[nodiscard]] policy::Decision decide(const policy::PaymentFacts& facts) const
    {
        return policy::decide(input(facts));
    }
    [[nodiscard]] policy::Explanation explain(const policy::PaymentFacts& facts) const
    {
        return policy::explain(input(facts), decide(facts));
    }
    /// Authorizes it, whatever the rules say: live for a minute.
    std::int64_t pay(const policy::PaymentFacts& facts)
    {
        if (!book.add(liveOf(++lastId, facts, now, now.plusMs(kMinute))))
            throw std::runtime_error("the payment could not be added");
        memory.note(facts);
        return lastId;
    }
};

} // namespace till::tests
