#include "core/policy/tag_change.h"

#include <algorithm>

namespace till::policy {

namespace {

bool isAmong(const std::vector<std::string>& list, const std::string& text)
{
    return std::ranges::find(list, text) != list.end();
}

/// What having a tag does.
struct Effect {
    bool loosens = false;
    bool tightens = false;
};

bool names(const Condition& when, const std::string& tag)
{
    return std::ranges::any_of(when, [&tag](const Test& test) {
        const auto* const text = std::get_if<TextTest>(&test);
        return text != nullptr && text->field == TextField::AgentTag && isAmong(text->anyOf, tag);
    });
}

bool names(const Budget& budget, const std::string& tag)
{
    return isAmong(budget.only.agentTags, tag) ||
           std::ranges::find(budget.per, Dimension::AgentTag) != budget.per.end();
}

/// Where nothing else speaks and the default denies, being asked is milder than being denied.
Effect effectOf(const std::string& tag, const Policy& policy, Verdict otherwise)
{
    const bool isAskMilder = otherwise == Verdict::Deny;
    Effect effect;
    for (const Rule& rule : policy.rules) {
        if (names(rule.when, tag)) {
            effect.loosens |= rule.verdict == Verdict::Allow || (rule.verdict == Verdict::Ask && isAskMilder);
            effect.tightens |= rule.verdict != Verdict::Allow;
        }
    }
    for (const Budget& budget : policy.budgets) {
        if (names(budget, tag)) {
            // A token without a price in USD may be allowed once a budget measures it.
            effect.loosens |= std::holds_alternative<AssetLimit>(budget.limit) ||
                              (budget.whenExceeded == Verdict::Ask && isAskMilder);
            effect.tightens = true;
        }
    }
    return effect;
}

} // namespace

PolicyChange compareTags(const Policy& global, const Policy& agent, const std::vector<std::string>& before,
                         const std::vector<std::string>& after)
{
    bool isLooser = false;
    bool isTighter = false;
    const auto compareOne = [&](const std::string& tag, bool isGained) {
        const Effect above = effectOf(tag, global, agent.otherwise);
        const Effect own = effectOf(tag, agent, agent.otherwise);
        const bool loosens = above.loosens || own.loosens;
        const bool tightens = above.tightens || own.tightens;
        isLooser = isLooser || (isGained ? loosens : tightens) || !(loosens || tightens);
        isTighter = isTighter || (isGained ? tightens : loosens);
    };
    for (const std::string& tag : after) {
        if (!isAmong(before, tag))
            compareOne(tag, true);
    }
    for (const std::string& tag : before) {
        if (!isAmong(after, tag))
            compareOne(tag, false);
    }
    if (isLooser)
        return isTighter ? PolicyChange::Mixed : PolicyChange::Loosens;
    return isTighter ? PolicyChange::Tightens : PolicyChange::Same;
}

} // namespace till::policy
