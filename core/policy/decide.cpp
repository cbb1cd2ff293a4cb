#include "core/policy/decide.h"

#include "core/policy/judge.h"

#include <algorithm>

namespace till::policy {

namespace {

/// When the budgets that deny have room again, if waiting can help with all of them.
std::optional<Instant> roomAt(const std::vector<Finding>& denials, const std::vector<BudgetEffect>& budgets)
{
    std::optional<Instant> latest;
    for (const Finding& finding : denials) {
        const auto effect = std::ranges::find_if(budgets, [&finding](const BudgetEffect& each) {
            return each.layer == finding.layer && each.index == finding.index;
        });
        const bool canWait = finding.step == Step::Budget && effect != budgets.end() && effect->use.resetAt &&
                             effect->use.thisOne <= effect->use.limit;
        if (!canWait)
            return std::nullopt;
        latest = std::max(latest.value_or(*effect->use.resetAt), *effect->use.resetAt);
    }
    return latest;
}

std::string_view codeOf(const std::vector<Finding>& denials)
{
    const auto has = [&denials](auto wanted) { return std::ranges::any_of(denials, wanted); };
    if (has([](const Finding& each) { return each.step == Step::BudgetUnknown; }))
        return "internal_error";
    if (has([](const Finding& each) { return each.step != Step::Budget; }))
        return "denied_by_rule";
    return "budget_exceeded";
}

} // namespace

Decision decide(const DecisionInput& input)
{
    Judge judge(input);
    Decision decision;
    decision.findings = judge.denials();
    if (!decision.findings.empty()) {
        decision.verdict = Verdict::Deny;
        decision.code = codeOf(decision.findings);
        decision.retryAt = roomAt(decision.findings, judge.budgets());
        decision.retryAllowed = decision.retryAt.has_value();
        decision.budgets = judge.takeBudgets();
        return decision;
    }
    Judge::Rest rest = judge.withoutDenials();
    decision.verdict = rest.verdict;
    decision.findings = std::move(rest.findings);
    if (decision.verdict == Verdict::Deny)
        decision.code = "denied_by_rule";
    else
        decision.envelope = judge.envelope();
    decision.budgets = judge.takeBudgets();
    return decision;
}

std::vector<BudgetEffect> standingBudgets(const SpendLine& agentLine, const Policy& global,
                                          const Policy& agent, const SpendBook& book, Instant now)
{
    std::vector<BudgetEffect> effects;
    const SpendKeys keys = book.keysOf(agentLine);
    for (const Layer layer : {Layer::Global, Layer::Agent}) {
        const std::size_t count = (layer == Layer::Global ? global : agent).budgets.size();
        const auto* const trackers = book.trackersOf(layer == Layer::Global ? kGlobalOwner : agentLine.agent);
        for (std::uint32_t index = 0; trackers != nullptr && index < std::min(count, trackers->size());
             ++index) {
            if (const auto use = (*trackers)[index].standing(agentLine, keys, now))
                effects.push_back({.layer = layer, .index = index, .use = *use});
        }
    }
    return effects;
}

} // namespace till::policy
