#include "core/policy/lint.h"

#include "core/policy/lint_parts.h"
#include "core/policy/payment_facts.h"

#include <algorithm>

namespace till::policy {

namespace detail {

std::string pointer(std::string_view list, std::size_t index, std::string_view member)
{
    std::string path = "/" + std::string(list) + "/" + std::to_string(index);
    if (!member.empty())
        path += "/" + std::string(member);
    return path;
}

const money::Asset* assetNamed(std::string_view text, const money::Registry& registry)
{
    const std::size_t slash = text.rfind('/');
    return slash == std::string_view::npos ? nullptr
                                           : registry.asset(text.substr(0, slash), text.substr(slash + 1));
}

std::string dollars(const money::Amount& micro)
{
    return micro.toDecimal(kUsdDecimals) + " USD";
}

} // namespace detail

namespace {

using detail::Findings;

/// "eip155:8453/0x…" as the registry has it; null when it does not.
const money::Asset* assetNamed(const std::string& text, const money::Registry& registry)
{
    const auto slash = text.rfind('/');
    return slash == std::string::npos ? nullptr
                                      : registry.asset(text.substr(0, slash), text.substr(slash + 1));
}

void lintNetworks(const Policy& policy, const LintContext& context, Findings& findings)
{
    for (std::size_t index = 0; index < policy.preferNetworks.size(); ++index) {
        if (context.registry.networkByCaip2(policy.preferNetworks[index]) == nullptr)
            findings.push_back({detail::pointer("preferNetworks", index), "unknown_network",
                                "The network " + policy.preferNetworks[index] +
                                    " is not known, so nothing is ever paid on it."});
    }
    for (std::size_t index = 0; index < policy.preferAssets.size(); ++index) {
        if (assetNamed(policy.preferAssets[index], context.registry) == nullptr)
            findings.push_back({detail::pointer("preferAssets", index), "unknown_asset",
                                "The token " + policy.preferAssets[index] +
                                    " is not known, so nothing is ever paid in it."});
    }
}

void lintDefault(const Policy& policy, const LintContext& context, Findings& findings)
{
    const auto allows = [](const Policy& each) {
        return !each.grants.empty() || std::ranges::any_of(each.rules, [](const Rule& rule) {
            return rule.verdict != Verdict::Deny; // what is asked can be approved
        });
    };
    if (policy.otherwise == Verdict::Deny && !allows(policy) && !allows(context.global))
        findings.push_back(
            {"/default", "denies_everything",
             "Everything is denied: the default denies, and no rule or grant allows or asks."});
}

void lintCap(const Policy& policy, const LintContext& context, Findings& findings)
{
    if (!policy.perPaymentMicro)
        return;
    const money::Amount& cap = *policy.perPaymentMicro;
    if (cap.isZero())
        findings.push_back({"/perPaymentUsd", "denies_everything",
                            "Everything that has a price in USD is denied: a payment may cost 0."});
    if (context.global.perPaymentMicro && *context.global.perPaymentMicro < cap)
        findings.push_back({"/perPaymentUsd", "never_reached",
                            "The global policy allows " + detail::dollars(*context.global.perPaymentMicro) +
                                " a payment at most, so " + detail::dollars(cap) + " never counts."});
    for (const Budget& budget : policy.budgets) {
        const auto* const limit = std::get_if<UsdLimit>(&budget.limit);
        if (limit != nullptr && budget.only == BudgetScope{} && budget.whenExceeded == Verdict::Deny &&
            limit->micro < cap)
            findings.push_back({"/perPaymentUsd", "never_reached",
                                "One payment may cost " + detail::dollars(cap) + ", but the budget \"" +
                                    budget.name + "\" holds " + detail::dollars(limit->micro) + " in all."});
    }
}

} // namespace

std::vector<LintFinding> lint(const Policy& policy, const LintContext& context)
{
    Findings findings;
    lintDefault(policy, context, findings);
    lintCap(policy, context, findings);
    lintNetworks(policy, context, findings);
    detail::lintRules(policy, context, findings);
    detail::lintBudgets(policy, context, findings);
    detail::lintGrants(policy, context, findings);
    return findings;
}

} // namespace till::policy
