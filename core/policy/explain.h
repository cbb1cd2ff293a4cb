#pragma once

#include "core/policy/decide.h"

#include <optional>
#include <string>
#include <vector>

namespace till::policy {

/// A stable code for programs, a sentence for people.
struct Reason {
    std::string code;
    std::string text;
    bool operator==(const Reason&) const = default;
};

/// One budget in words, field for field what wire::BudgetEffect carries.
struct BudgetText {
    std::string name;
    std::string unit; ///< "USD", a token's address, or "payments"
    std::string used;
    std::string thisOne;
    std::string limit;
    std::string remaining; ///< after this payment when it fits, else before it
    std::string window;    ///< "per day (Europe/Berlin)", "rolling 60 s", "lifetime"
    std::int64_t permilleBefore = 0;
    std::int64_t permilleAfter = 0;
    std::optional<std::int64_t> resetAtMs;
    bool exceeded = false;
    bool operator==(const BudgetText&) const = default;
};

/// A decision in words.
struct Explanation {
    std::string sentence;                      ///< one sentence a person understands
    std::vector<Reason> reasons;               ///< why this verdict; never empty
    std::vector<BudgetText> budgets;           ///< in the order of Decision::budgets
    std::optional<std::string> smallestChange; ///< for ask and deny: what would have allowed it
    std::vector<Reason> trace;                 ///< each step that was evaluated, in order, with the numbers
};

/// `input` must be what `decision` was made of, unchanged.
[[nodiscard]] Explanation explain(const DecisionInput& input, const Decision& decision);

/// `asset` names the token in the text of a budget in its own unit; null when none is known.
[[nodiscard]] BudgetText textOf(const BudgetEffect& effect, const Budget& budget, const money::Asset* asset);

/// What is new or different about this payment against what the wallet remembers, worst first, for the
/// approval prompt: payee_changed, first_payment, new_payee, price_up. Empty when it is as usual.
[[nodiscard]] std::vector<Reason> differences(const PaymentFacts& facts, const MerchantAnswers& memory);

} // namespace till::policy
