#pragma once

#include "core/policy/budget_tracker.h"
#include "core/policy/merchant_memory.h"
#include "core/policy/payment_facts.h"
#include "core/policy/policy.h"
#include "core/policy/spend_book.h"
#include "core/policy/sums.h"
#include "core/support/clock.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace till::policy {

/// Goes up with every change that can give the same input another verdict, another number or another word:
/// the engine, its texts, what the registry says of a token. A recorded decision is computed again only by
/// the engine that made it.
inline constexpr std::int64_t kEngineVersion = 1;

/// All that a decision depends on. Same input, same decision, byte for byte: no network, no clock, no
/// randomness.
struct DecisionInput {
    const PaymentFacts& facts;
    const Policy& global;
    const Policy& agent;
    const Sums& book; ///< has both policies set (kGlobalOwner, facts.line.agent); what it lacks denies
    const MerchantAnswers& memory;
    Instant now; ///< ratcheted by the caller
};

/// The steps of judgement, in their order (rules.md). A later one speaks only when no earlier one did.
enum class Step : std::uint8_t {
    PracticeOnly, ///< the policy allows practice money only
    DenyRule,
    PerPaymentCap,
    Budget,
    BudgetUnknown, ///< the spend book does not keep this budget: nothing is allowed without its sum
    NoOwnLimit,    ///< a token without a price in USD and without a limit of its own
    Grant,
    AskRule,
    AllowRule,
    Default
};

/// What gave the verdict: a step, and which rule, budget or grant of which policy.
struct Finding {
    Step step = Step::Default;
    Layer layer = Layer::Agent;
    std::uint32_t index = 0;
    bool operator==(const Finding&) const = default;
};

/// How one budget stood. `index` is its place in that policy's budgets.
struct BudgetEffect {
    Layer layer = Layer::Agent;
    std::uint32_t index = 0;
    BudgetUse use;
};

/// The verdict in numbers. Words are made of it by explain() (explain.h), before anything else is put into
/// the book.
///
/// When a person approves what was asked, decide again at that moment: an approval lifts `Ask`, never `Deny`.
struct Decision {
    Verdict verdict = Verdict::Deny;
    std::string_view code;             ///< for Deny: denied_by_rule or budget_exceeded; else empty
    std::vector<Finding> findings;     ///< all that speak for this verdict at the step that decided
    std::vector<BudgetEffect> budgets; ///< every budget that counts this payment: global ones first, in order
    std::optional<std::uint32_t> envelope; ///< of the agent: the payment must be counted there (SpendLine)
    bool retryAllowed = false;             ///< the same request may succeed later without a change of rules
    std::optional<Instant> retryAt;        ///< then
};

[[nodiscard]] Decision decide(const DecisionInput& input);

/// How the budgets stand that count whatever this agent pays, whichever host it pays, with nothing to pay:
/// for bars. Only `agent`, `agentTags` and `isPractice` of the line matter.
[[nodiscard]] std::vector<BudgetEffect> standingBudgets(const SpendLine& agentLine, const Policy& global,
                                                        const Policy& agent, const SpendBook& book,
                                                        Instant now);

} // namespace till::policy
