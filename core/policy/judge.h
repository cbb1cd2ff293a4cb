#pragma once

#include "core/policy/condition_match.h"
#include "core/policy/decide.h"

#include <optional>
#include <utility>
#include <vector>

namespace till::policy {

/// The steps of a decision one by one, in numbers. decide() runs them to the verdict; explain() asks again
/// for what it puts into words. Made for one input and used at once.
class Judge {
public:
    explicit Judge(const DecisionInput& input);

    [[nodiscard]] const MatchInput& matchInput() const { return m_match; }
    [[nodiscard]] const Policy& policyOf(Layer layer) const;
    /// Every budget that counts this payment.
    [[nodiscard]] const std::vector<BudgetEffect>& budgets() const { return m_budgets; }
    /// The same, taken out: the last thing to ask for.
    [[nodiscard]] std::vector<BudgetEffect> takeBudgets() { return std::move(m_budgets); }

    /// All that deny: practice only, deny rules, the cap, and budgets that deny.
    [[nodiscard]] std::vector<Finding> denials() const;
    /// Budgets that ask, and a token without a limit of its own. Above grants.
    [[nodiscard]] std::vector<Finding> budgetAsks() const;
    /// The live grant that covers the payment.
    [[nodiscard]] std::optional<Finding> grant() const;
    /// How a grant's day stands; absent when the grant is for another merchant or its sum is not kept.
    [[nodiscard]] std::optional<BudgetUse> grantUse(Layer layer, std::uint32_t index) const;
    [[nodiscard]] std::vector<Finding> rules(Verdict verdict) const;
    /// The agent's envelope that this payment is paid out of, since the agent's own budgets have no room for
    /// it.
    [[nodiscard]] std::optional<std::uint32_t> envelope() const { return m_envelope; }
    /// How an envelope stands; absent when it is for another host or its sum is not kept.
    [[nodiscard]] std::optional<BudgetUse> envelopeUse(std::uint32_t index) const;

    /// What holds when nothing denies.
    struct Rest {
        Verdict verdict = Verdict::Ask;
        std::vector<Finding> findings;
    };
    [[nodiscard]] Rest withoutDenials() const;

private:
    void judgeBudgets(Layer layer);
    [[nodiscard]] const std::vector<BudgetTracker>* trackers(Layer layer) const;
    [[nodiscard]] SumQuestion question() const
    {
        return {m_input.facts.line, m_keys, m_input.facts.amount, m_input.now};
    }
    /// Exceeded, and no envelope takes its place.
    [[nodiscard]] bool isStopped(const BudgetEffect& effect) const;
    [[nodiscard]] bool canBeLifted(const BudgetEffect& effect) const;
    void findEnvelope();
    [[nodiscard]] bool isCovered(const Grant& grant, Layer layer, std::uint32_t index) const;

    const DecisionInput& m_input;
    MatchInput m_match;
    SpendKeys m_keys;
    std::vector<BudgetEffect> m_budgets;
    std::optional<std::uint32_t> m_envelope;
    std::vector<Finding> m_unknownBudgets; ///< those whose sums the book does not keep
    bool m_hasOwnLimit = false;            ///< some budget measures the token by itself
};

} // namespace till::policy
