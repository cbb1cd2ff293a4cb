#include "core/policy/judge.h"

#include "core/policy/pattern.h"

#include <algorithm>
#include <array>

namespace till::policy {

namespace {

constexpr std::array kLayers{Layer::Global, Layer::Agent};

void append(std::vector<Finding>& to, std::vector<Finding>&& more)
{
    to.insert(to.end(), more.begin(), more.end());
}

} // namespace

Judge::Judge(const DecisionInput& input)
    : m_input(input), m_match{.facts = input.facts,
                              .memory = input.memory,
                              .usd = usdMicro(input.facts.line, input.facts.amount),
                              .now = input.now},
      m_keys(input.book.keysOf(input.facts.line))
{
    m_budgets.reserve(input.global.budgets.size() + input.agent.budgets.size());
    for (const Layer layer : kLayers)
        judgeBudgets(layer);
    if (!input.agent.envelopes.empty())
        findEnvelope();
}

const Policy& Judge::policyOf(Layer layer) const
{
    return layer == Layer::Global ? m_input.global : m_input.agent;
}

const std::vector<BudgetTracker>* Judge::trackers(Layer layer) const
{
    return m_input.book.trackersOf(layer == Layer::Global ? kGlobalOwner : m_input.facts.line.agent);
}

void Judge::judgeBudgets(Layer layer)
{
    const std::vector<Budget>& budgets = policyOf(layer).budgets;
    const std::vector<BudgetTracker>* const kept = trackers(layer);
    for (std::uint32_t index = 0; index < budgets.size(); ++index) {
        const bool isKept =
            kept != nullptr && index < kept->size() && (*kept)[index].budget() == budgets[index];
        if (!isKept) {
            m_unknownBudgets.push_back({.step = Step::BudgetUnknown, .layer = layer, .index = index});
            continue;
        }
        const auto use = m_input.book.useOf({layer, index}, (*kept)[index], question());
        if (!use)
            continue;
        m_hasOwnLimit = m_hasOwnLimit || std::holds_alternative<AssetLimit>(budgets[index].limit);
        m_budgets.push_back({.layer = layer, .index = index, .use = *use});
    }
}

std::vector<Finding> Judge::denials() const
{
    std::vector<Finding> found;
    for (const Layer layer : kLayers) {
        if (policyOf(layer).money == MoneyKind::PracticeOnly && !m_input.facts.line.isPractice)
            found.push_back({.step = Step::PracticeOnly, .layer = layer, .index = 0});
    }
    append(found, rules(Verdict::Deny));
    for (const Layer layer : kLayers) {
        const auto& cap = policyOf(layer).perPaymentMicro;
        if (cap && m_match.usd && *m_match.usd > *cap)
            found.push_back({.step = Step::PerPaymentCap, .layer = layer, .index = 0});
    }
    for (const BudgetEffect& effect : m_budgets) {
        if (isStopped(effect) && policyOf(effect.layer).budgets[effect.index].whenExceeded != Verdict::Ask)
            found.push_back({.step = Step::Budget, .layer = effect.layer, .index = effect.index});
    }
    found.insert(found.end(), m_unknownBudgets.begin(), m_unknownBudgets.end());
    return found;
}

std::vector<Finding> Judge::budgetAsks() const
{
    std::vector<Finding> found;
    for (const BudgetEffect& effect : m_budgets) {
        if (isStopped(effect) && policyOf(effect.layer).budgets[effect.index].whenExceeded == Verdict::Ask)
            found.push_back({.step = Step::Budget, .layer = effect.layer, .index = effect.index});
    }
    if (!m_match.usd && !m_hasOwnLimit)
        found.push_back({.step = Step::NoOwnLimit, .layer = Layer::Agent, .index = 0});
    return found;
}

bool Judge::canBeLifted(const BudgetEffect& effect) const
{
    return effect.layer == Layer::Agent &&
           std::holds_alternative<UsdLimit>(policyOf(effect.layer).budgets[effect.index].limit);
}

bool Judge::isStopped(const BudgetEffect& effect) const
{
    return effect.use.isExceeded && !(m_envelope && canBeLifted(effect));
}

std::optional<BudgetUse> Judge::envelopeUse(std::uint32_t index) const
{
    const std::vector<BudgetTracker>* const kept = trackers(Layer::Agent);
    const std::size_t place = m_input.agent.budgets.size() + m_input.agent.grants.size() + index;
    const Envelope& envelope = m_input.agent.envelopes[index];
    if (kept == nullptr || place >= kept->size() || (*kept)[place].budget().name != envelope.name)
        return std::nullopt;
    SpendLine line = m_input.facts.line;
    line.envelope = envelope.name;
    return m_input.book.useOf({Layer::Agent, static_cast<std::uint32_t>(place)}, (*kept)[place],
                              {line, m_keys, m_input.facts.amount, m_input.now});
}

/// The first envelope with room for the whole payment, if the agent's own budgets have none.
void Judge::findEnvelope()
{
    const bool isNeeded = std::ranges::any_of(m_budgets, [this](const BudgetEffect& effect) {
        return effect.use.isExceeded && canBeLifted(effect);
    });
    if (!isNeeded || !m_match.usd)
        return;
    for (std::uint32_t index = 0; index < m_input.agent.envelopes.size(); ++index) {
        const Envelope& envelope = m_input.agent.envelopes[index];
        if (m_input.now >= envelope.until)
            continue;
        const auto use = envelopeUse(index);
        if (use && use->limit == envelope.limitMicro && !use->isExceeded) {
            m_envelope = index;
            return;
        }
    }
}

std::optional<BudgetUse> Judge::grantUse(Layer layer, std::uint32_t index) const
{
    const Policy& policy = policyOf(layer);
    const std::vector<BudgetTracker>* const kept = trackers(layer);
    const std::size_t place = policy.budgets.size() + index;
    if (kept == nullptr || place >= kept->size())
        return std::nullopt;
    const BudgetTracker& tracker = (*kept)[place];
    if (tracker.budget().name != policy.grants[index].name)
        return std::nullopt;
    return m_input.book.useOf({layer, static_cast<std::uint32_t>(place)}, tracker, question());
}

bool Judge::isCovered(const Grant& grant, Layer layer, std::uint32_t index) const
{
    const SpendLine& line = m_input.facts.line;
    if (m_input.now >= grant.until || (grant.host.empty() && grant.payTo.empty()))
        return false;
    if (!grant.host.empty() && !isHostMatch(grant.host, line.host))
        return false;
    if (!grant.payTo.empty() && grant.payTo != line.payTo)
        return false;
    if (!m_match.usd || *m_match.usd > grant.perPaymentMicro)
        return false;
    const auto use = grantUse(layer, index);
    return use && use->limit == grant.perDayMicro && !use->isExceeded;
}

std::optional<Finding> Judge::grant() const
{
    for (const Layer layer : kLayers) {
        const std::vector<Grant>& grants = policyOf(layer).grants;
        for (std::uint32_t index = 0; index < grants.size(); ++index) {
            if (isCovered(grants[index], layer, index))
                return Finding{.step = Step::Grant, .layer = layer, .index = index};
        }
    }
    return std::nullopt;
}

std::vector<Finding> Judge::rules(Verdict verdict) const
{
    const Step step = verdict == Verdict::Deny  ? Step::DenyRule
                      : verdict == Verdict::Ask ? Step::AskRule
                                                : Step::AllowRule;
    std::vector<Finding> found;
    for (const Layer layer : kLayers) {
        const std::vector<Rule>& all = policyOf(layer).rules;
        for (std::uint32_t index = 0; index < all.size(); ++index) {
            if (all[index].verdict == verdict && isMatch(all[index].when, m_match))
                found.push_back({.step = step, .layer = layer, .index = index});
        }
    }
    return found;
}

Judge::Rest Judge::withoutDenials() const
{
    if (auto asks = budgetAsks(); !asks.empty()) {
        append(asks, rules(Verdict::Ask));
        return {.verdict = Verdict::Ask, .findings = std::move(asks)};
    }
    if (const auto covering = grant())
        return {.verdict = Verdict::Allow, .findings = {*covering}};
    if (auto asks = rules(Verdict::Ask); !asks.empty())
        return {.verdict = Verdict::Ask, .findings = std::move(asks)};
    if (auto allows = rules(Verdict::Allow); !allows.empty())
        return {.verdict = Verdict::Allow, .findings = std::move(allows)};
    return {.verdict = m_input.agent.otherwise,
            .findings = {{.step = Step::Default, .layer = Layer::Agent, .index = 0}}};
}

} // namespace till::policy
