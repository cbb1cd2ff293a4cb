#pragma once

#include "core/policy/explain.h"

#include <optional>
#include <string>
#include <vector>

namespace till::payment {

using Reason = policy::Reason;
using BudgetLine = policy::BudgetText;

/// A decision in words and numbers, as it is kept in the ledger for ever and shown to agents and people.
struct Judgement {
    std::string verdict;  ///< allow | ask | deny
    std::string code;     ///< problem code of a deny, else empty
    std::string sentence; ///< one sentence a person understands
    std::vector<Reason> reasons;
    std::vector<BudgetLine> budgets;
    std::vector<Reason> trace;       ///< what was evaluated, in order, with the numbers
    std::vector<Reason> differences; ///< what is different from earlier payments, worst first
    std::string usual;               ///< "As usual: 41 payments, 0.20 to 0.25", or empty
    std::optional<std::string> smallestChange;
    bool retryAllowed = false;
    std::string envelope; ///< name of the one that pays this; not kept with the words
};

/// Decides, and says it in words. Same input, same judgement, byte for byte.
[[nodiscard]] Judgement judgementOf(const policy::DecisionInput& input);

} // namespace till::payment
