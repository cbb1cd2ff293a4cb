#include "core/policy/covering.h"
#include "core/policy/lint_parts.h"
#include "core/policy/pattern.h"
#include "core/policy/payment_facts.h"

#include <algorithm>

namespace till::policy::detail {

namespace {

bool isZero(const Limit& limit)
{
    if (const auto* const usd = std::get_if<UsdLimit>(&limit))
        return usd->micro.isZero();
    if (const auto* const asset = std::get_if<AssetLimit>(&limit))
        return asset->atomic.isZero();
    return std::get<CountLimit>(limit).payments == 0;
}

/// Whether `tight` allows no more than `loose` in the same measure.
bool isAtMost(const Limit& tight, const Limit& loose)
{
    if (tight.index() != loose.index())
        return false;
    if (const auto* const usd = std::get_if<UsdLimit>(&tight))
        return usd->micro <= std::get<UsdLimit>(loose).micro;
    if (const auto* const asset = std::get_if<AssetLimit>(&tight)) {
        const auto& other = std::get<AssetLimit>(loose);
        return asset->asset == other.asset && asset->atomic <= other.atomic;
    }
    return std::get<CountLimit>(tight).payments <= std::get<CountLimit>(loose).payments;
}

/// Whether `other` is always exceeded before `budget` is: it counts all that this one counts, for as long, in
/// sums that are as coarse, and its limit is no higher.
bool speaksBefore(const Budget& other, const Budget& budget, Layer layer)
{
    const bool isAsStrict = other.whenExceeded == Verdict::Deny || budget.whenExceeded == Verdict::Ask;
    const bool isAsCoarse = std::ranges::all_of(other.per, [&](Dimension each) {
        const bool isOneAgentsAnyway = layer == Layer::Agent && each == Dimension::Agent;
        return isOneAgentsAnyway || std::ranges::find(budget.per, each) != budget.per.end();
    });
    return isAsStrict && isAsCoarse && isAtMost(other.limit, budget.limit) &&
           coversScope(other.only, budget.only) && coversWindow(other.window, budget.window);
}

/// Why no payment is ever counted by this budget; empty when some can be.
std::string whyNeverCounts(const Budget& budget, const Policy& policy, const LintContext& context)
{
    const BudgetScope& only = budget.only;
    const auto isPaid = [&](const std::string& name) {
        const money::Network* const network = context.registry.networkByCaip2(name);
        return network != nullptr && (policy.money == MoneyKind::Any || network->isPractice);
    };
    if (!only.networks.empty() && std::ranges::none_of(only.networks, isPaid))
        return "nothing is paid on its networks";
    const auto isKnown = [&context](const std::string& text) {
        return assetNamed(text, context.registry) != nullptr;
    };
    if (!only.assets.empty() && std::ranges::none_of(only.assets, isKnown))
        return "none of its tokens is known";
    if (!only.agents.empty() && !context.agent.empty() &&
        std::ranges::find(only.agents, context.agent) == only.agents.end())
        return "it stands in the policy of " + std::string(context.agent) + " and names others only";
    if (const auto* const limit = std::get_if<AssetLimit>(&budget.limit)) {
        if (!isKnown(limit->asset))
            return "its token is not known";
        if (!only.assets.empty() && std::ranges::find(only.assets, limit->asset) == only.assets.end())
            return "it measures a token that is not among those it counts";
        const auto isOn = [limit](const std::string& network) {
            return limit->asset.starts_with(network + "/");
        };
        if (!only.networks.empty() && std::ranges::none_of(only.networks, isOn))
            return "it measures a token that is on none of its networks";
    }
    const auto isPegged = [&context](const std::string& text) {
        const money::Asset* const asset = assetNamed(text, context.registry);
        return asset != nullptr && asset->isDollarPegged;
    };
    if (std::holds_alternative<UsdLimit>(budget.limit) && !only.assets.empty() &&
        std::ranges::none_of(only.assets, isPegged))
        return "it measures USD, and none of its tokens has a price in USD";
    return {};
}

/// Whether anything could be asked that a grant would spare.
bool canAsk(const Policy& policy)
{
    return std::ranges::any_of(policy.rules, [](const Rule& rule) { return rule.verdict == Verdict::Ask; });
}

/// A deny rule that holds for everything this grant is for.
const Rule* denying(const Policy& policy, const Grant& grant)
{
    Condition covered;
    if (!grant.host.empty())
        covered.emplace_back(TextTest{TextField::Host, {grant.host}});
    if (!grant.payTo.empty())
        covered.emplace_back(TextTest{TextField::PayTo, {grant.payTo}});
    const auto found = std::ranges::find_if(policy.rules, [&covered](const Rule& rule) {
        return rule.verdict == Verdict::Deny && covers(rule.when, covered);
    });
    return found == policy.rules.end() ? nullptr : &*found;
}

/// Whether `other` covers everything that `grant` does, and for as long.
bool coversGrant(const Grant& other, const Grant& grant)
{
    return (other.payTo.empty() || other.payTo == grant.payTo) &&
           other.perPaymentMicro >= grant.perPaymentMicro && other.perDayMicro >= grant.perDayMicro &&
           other.until >= grant.until && other.host == grant.host; // the sums of a wider one hold more
}

std::string whyGrantIsIdle(const Grant& grant, const Policy& policy, const LintContext& context)
{
    if (grant.perPaymentMicro.isZero() || grant.perDayMicro.isZero())
        return "covers nothing: it is for 0 USD";
    for (const Policy* each : {&context.global, &policy}) {
        if (const Rule* const rule = denying(*each, grant))
            return "covers nothing: \"" + rule->name + "\" denies all it is for";
    }
    if (policy.otherwise == Verdict::Allow && !canAsk(policy) && !canAsk(context.global))
        return "spares no question: the default allows, and no rule asks";
    for (const Grant& other : policy.grants) {
        const bool isOther = &other != &grant && coversGrant(other, grant);
        if (isOther && (!coversGrant(grant, other) || &other < &grant))
            return "adds nothing beside \"" + other.name + "\"";
    }
    return {};
}

} // namespace

void lintBudgets(const Policy& policy, const LintContext& context, Findings& findings)
{
    for (std::size_t index = 0; index < policy.budgets.size(); ++index) {
        const Budget& budget = policy.budgets[index];
        const auto note = [&](std::string_view member, std::string_view code, const std::string& rest) {
            findings.push_back(
                {pointer("budgets", index, member), code, "The budget \"" + budget.name + "\" " + rest});
        };
        if (const std::string why = whyNeverCounts(budget, policy, context); !why.empty()) {
            note("only", "never_counts", "counts nothing: " + why + ".");
            continue;
        }
        if (isZero(budget.limit))
            note("limit", "always_full", "is always full: its limit is 0.");
        if (context.layer == Layer::Agent &&
            std::ranges::find(budget.per, Dimension::Agent) != budget.per.end())
            note("per", "repeated", "counts one agent only, so keeping agents apart changes nothing.");
        const auto before = [&](const std::vector<Budget>& all) -> const Budget* {
            for (const Budget& other : all) {
                const bool isLaterTwin =
                    &all == &policy.budgets && &other > &budget && speaksBefore(budget, other, context.layer);
                if (&other != &budget && !isLaterTwin && speaksBefore(other, budget, context.layer))
                    return &other;
            }
            return nullptr;
        };
        const Budget* first = before(policy.budgets);
        if (first == nullptr)
            first = before(context.global.budgets);
        if (first != nullptr)
            note("limit", "never_reached",
                 "is never reached: \"" + first->name + "\" counts the same and more, and is full before.");
    }
}

void lintGrants(const Policy& policy, const LintContext& context, Findings& findings)
{
    for (std::size_t index = 0; index < policy.grants.size(); ++index) {
        const Grant& grant = policy.grants[index];
        const auto note = [&](std::string_view member, std::string_view code, const std::string& rest) {
            findings.push_back(
                {pointer("grants", index, member), code, "The grant \"" + grant.name + "\" " + rest});
        };
        if (context.now >= grant.until) {
            note("untilSeconds", "expired", "is over, and can be removed.");
            continue;
        }
        if (const std::string why = whyGrantIsIdle(grant, policy, context); !why.empty()) {
            note({}, "no_effect", why + ".");
            continue;
        }
        if (grant.perPaymentMicro > grant.perDayMicro)
            note("perPaymentUsd", "never_reached",
                 "is for " + dollars(grant.perDayMicro) + " a day, so no payment of " +
                     dollars(grant.perPaymentMicro) + " is covered.");
        for (const Policy* each : {&context.global, &policy}) {
            if (each->perPaymentMicro && *each->perPaymentMicro < grant.perPaymentMicro)
                note("perPaymentUsd", "never_reached",
                     "is for " + dollars(grant.perPaymentMicro) + " a payment, but what costs more than " +
                         dollars(*each->perPaymentMicro) + " is denied.");
        }
    }
}

} // namespace till::policy::detail
