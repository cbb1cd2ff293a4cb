#include "core/policy/policy_change.h"

#include <algorithm>

namespace till::policy {

namespace {

using Texts = std::vector<std::string>;

/// Every text of `part` is in `whole`, letter by letter.
bool isWithin(const Texts& part, const Texts& whole)
{
    return std::ranges::all_of(
        part, [&whole](const std::string& text) { return std::ranges::find(whole, text) != whole.end(); });
}

/// A list that limits which payments are counted: an empty one counts all.
bool isScopeWithin(const Texts& part, const Texts& whole)
{
    return whole.empty() || (!part.empty() && isWithin(part, whole));
}

bool isScopeWithin(const BudgetScope& part, const BudgetScope& whole)
{
    return isScopeWithin(part.agents, whole.agents) && isScopeWithin(part.agentTags, whole.agentTags) &&
           isScopeWithin(part.hosts, whole.hosts) && isScopeWithin(part.payTo, whole.payTo) &&
           isScopeWithin(part.networks, whole.networks) && isScopeWithin(part.assets, whole.assets);
}

/// Every amount that `inner` holds for, `outer` holds for.
bool isWithin(const AmountTest& inner, const AmountTest& outer)
{
    if (inner.asset != outer.asset)
        return false;
    if (outer.to && (!inner.to || *inner.to > *outer.to))
        return false;
    if (outer.from &&
        !((inner.from && *inner.from >= *outer.from) || (inner.above && *inner.above >= *outer.from)))
        return false;
    return !outer.above ||
           ((inner.above && *inner.above >= *outer.above) || (inner.from && *inner.from > *outer.above));
}

/// Where `inner` holds, `outer` holds.
bool implies(const Test& inner, const Test& outer)
{
    if (inner == outer)
        return true;
    if (const auto* text = std::get_if<TextTest>(&inner)) {
        const auto* other = std::get_if<TextTest>(&outer);
        return other != nullptr && text->field == other->field && isWithin(text->anyOf, other->anyOf);
    }
    if (const auto* amount = std::get_if<AmountTest>(&inner)) {
        const auto* other = std::get_if<AmountTest>(&outer);
        return other != nullptr && isWithin(*amount, *other);
    }
    return false;
}

bool implies(const Condition& inner, const Condition& outer)
{
    return std::ranges::all_of(outer, [&inner](const Test& wanted) {
        return std::ranges::any_of(inner, [&wanted](const Test& each) { return implies(each, wanted); });
    });
}

/// Some rule with one of these verdicts holds wherever `rule` does.
bool isCovered(const Rule& rule, const std::vector<Rule>& by, Verdict verdict, Verdict orVerdict)
{
    return std::ranges::any_of(by, [&](const Rule& each) {
        return (each.verdict == verdict || each.verdict == orVerdict) && implies(rule.when, each.when);
    });
}

/// A sum over `longer` is never below one over `shorter`.
bool isWindowWithin(const Window& shorter, const Window& longer)
{
    if (shorter == longer || std::holds_alternative<LifetimeWindow>(longer))
        return true;
    const auto* one = std::get_if<RollingWindow>(&shorter);
    const auto* other = std::get_if<RollingWindow>(&longer);
    return one != nullptr && other != nullptr && one->seconds <= other->seconds;
}

/// Same measure, and at most as much.
bool isLimitWithin(const Limit& lower, const Limit& higher)
{
    if (lower.index() != higher.index())
        return false;
    if (const auto* usd = std::get_if<UsdLimit>(&lower))
        return usd->micro <= std::get<UsdLimit>(higher).micro;
    if (const auto* asset = std::get_if<AssetLimit>(&lower)) {
        const auto& other = std::get<AssetLimit>(higher);
        return asset->asset == other.asset && asset->atomic <= other.atomic;
    }
    return std::get<CountLimit>(lower).payments <= std::get<CountLimit>(higher).payments;
}

/// Whatever `milder` stops, `stricter` stops too.
bool isAtLeastAsStrict(const Budget& stricter, const Budget& milder)
{
    const bool isPerWithin = std::ranges::all_of(stricter.per, [&milder](Dimension each) {
        return std::ranges::find(milder.per, each) != milder.per.end();
    });
    return isPerWithin && isLimitWithin(stricter.limit, milder.limit) &&
           isWindowWithin(milder.window, stricter.window) && isScopeWithin(milder.only, stricter.only) &&
           (stricter.whenExceeded == Verdict::Deny || milder.whenExceeded == Verdict::Ask);
}

bool isSameButName(Budget one, const Budget& other)
{
    one.name = other.name;
    return one == other;
}

/// A token without a price in USD may be allowed once a budget measures it.
bool isMeasuredBefore(const Budget& budget, const std::vector<Budget>& before)
{
    const auto* limit = std::get_if<AssetLimit>(&budget.limit);
    return limit == nullptr || std::ranges::any_of(before, [&](const Budget& each) {
               const auto* other = std::get_if<AssetLimit>(&each.limit);
               return other != nullptr && other->asset == limit->asset &&
                      isScopeWithin(budget.only, each.only);
           });
}

bool isCovered(const Grant& grant, const std::vector<Grant>& by)
{
    return std::ranges::any_of(by, [&grant](const Grant& each) {
        // A wider one's sum holds more, so it is compared with its equal only.
        return each.host == grant.host && each.payTo == grant.payTo &&
               grant.perPaymentMicro <= each.perPaymentMicro && grant.perDayMicro <= each.perDayMicro &&
               grant.until <= each.until;
    });
}

int strictness(Verdict verdict)
{
    return verdict == Verdict::Allow ? 0 : verdict == Verdict::Ask ? 1 : 2;
}

/// Whether some payment may get a milder verdict under `after`. Asked both ways round it tells all.
class Widening {
public:
    Widening(Layer layer, const Policy& before, const Policy& after)
        : m_before(before), m_after(after),
          m_mayDenyByDefault(layer == Layer::Global || before.otherwise == Verdict::Deny), m_layer(layer)
    {
    }

    [[nodiscard]] bool isPossible() const { return byHead() || byRules() || byBudgets() || byGrants(); }

private:
    [[nodiscard]] bool byHead() const
    {
        const bool byDefault =
            m_layer == Layer::Agent && strictness(m_after.otherwise) < strictness(m_before.otherwise);
        const bool byMoney = m_before.money == MoneyKind::PracticeOnly && m_after.money == MoneyKind::Any;
        const bool byCap = m_before.perPaymentMicro &&
                           (!m_after.perPaymentMicro || *m_after.perPaymentMicro > *m_before.perPaymentMicro);
        return byDefault || byMoney || byCap || m_after.maxValiditySeconds > m_before.maxValiditySeconds ||
               !isWithin(m_after.privateHosts, m_before.privateHosts) ||
               m_after.preferNetworks != m_before.preferNetworks ||
               m_after.preferAssets != m_before.preferAssets;
    }

    [[nodiscard]] bool byRules() const
    {
        const bool isLess = std::ranges::any_of(m_before.rules, [this](const Rule& rule) {
            return rule.verdict != Verdict::Allow &&
                   !isCovered(rule, m_after.rules, Verdict::Deny, rule.verdict);
        });
        const bool isMore = std::ranges::any_of(m_after.rules, [this](const Rule& rule) {
            if (rule.verdict == Verdict::Allow)
                return !isCovered(rule, m_before.rules, Verdict::Allow, Verdict::Allow);
            // Where nothing else speaks, being asked is milder than being denied.
            return rule.verdict == Verdict::Ask && m_mayDenyByDefault &&
                   !isCovered(rule, m_before.rules, Verdict::Ask, Verdict::Ask);
        });
        return isLess || isMore;
    }

    [[nodiscard]] bool byBudgets() const
    {
        const bool isLess = std::ranges::any_of(m_before.budgets, [this](const Budget& budget) {
            return std::ranges::none_of(
                m_after.budgets, [&budget](const Budget& each) { return isAtLeastAsStrict(each, budget); });
        });
        const bool isMore = std::ranges::any_of(m_after.budgets, [this](const Budget& budget) {
            if (!isMeasuredBefore(budget, m_before.budgets))
                return true;
            return budget.whenExceeded == Verdict::Ask && m_mayDenyByDefault &&
                   std::ranges::none_of(m_before.budgets, [&budget](const Budget& each) {
                       return isSameButName(each, budget);
                   });
        });
        return isLess || isMore;
    }

    [[nodiscard]] bool byGrants() const
    {
        return std::ranges::any_of(m_after.grants,
                                   [this](const Grant& grant) { return !isCovered(grant, m_before.grants); });
    }

    const Policy& m_before;
    const Policy& m_after;
    bool m_mayDenyByDefault;
    Layer m_layer;
};

} // namespace

PolicyChange compare(Layer layer, const Policy& before, const Policy& after)
{
    const bool isLooser = Widening(layer, before, after).isPossible();
    const bool isTighter = Widening(layer, after, before).isPossible();
    if (isLooser)
        return isTighter ? PolicyChange::Mixed : PolicyChange::Loosens;
    return isTighter ? PolicyChange::Tightens : PolicyChange::Same;
}

bool isWidening(PolicyChange change)
{
    return change == PolicyChange::Loosens || change == PolicyChange::Mixed;
}

std::string_view toText(PolicyChange change)
{
    switch (change) {
    case PolicyChange::Same:
        return "same";
    case PolicyChange::Tightens:
        return "tightens";
    case PolicyChange::Loosens:
        return "loosens";
    case PolicyChange::Mixed:
        return "mixed";
    }
    return "mixed";
}

} // namespace till::policy
