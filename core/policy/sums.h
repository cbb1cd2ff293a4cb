#pragma once

#include "core/policy/budget_tracker.h"
#include "core/policy/policy.h"
#include "core/support/clock.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace till::policy {

/// Which sum is asked for: its place among the trackers of one policy.
struct SumPlace {
    Layer layer = Layer::Agent;
    std::uint32_t place = 0;
    bool operator==(const SumPlace&) const = default;
};

/// A payment that sums are asked about.
struct SumQuestion {
    const SpendLine& line;
    const SpendKeys& keys;
    const money::Amount& amount;
    Instant now;
};

/// What a decision asks about money that counts. The spend book answers from its sums; a recorded decision is
/// computed again with the answers that it got then (observed.h).
class Sums {
public:
    virtual ~Sums() = default;

    /// One tracker for each budget of the owner's policy, in its order; then one for each grant, then one for
    /// each envelope. Null when the owner has no policy here.
    [[nodiscard]] virtual const std::vector<BudgetTracker>* trackersOf(std::string_view owner) const = 0;
    /// The names in a line as the trackers know them. Names that no payment ever had give kUnknownName.
    [[nodiscard]] virtual SpendKeys keysOf(const SpendLine& line) const = 0;
    /// How the sum at this place stands for the payment. Absent when it does not count such payments.
    [[nodiscard]] virtual std::optional<BudgetUse> useOf(SumPlace, const BudgetTracker& tracker,
                                                         const SumQuestion& question) const
    {
        return tracker.judge(question.line, question.keys, question.amount, question.now);
    }

protected:
    Sums() = default;
    Sums(const Sums&) = default;
    Sums(Sums&&) = default;
    Sums& operator=(const Sums&) = default;
    Sums& operator=(Sums&&) = default;
};

} // namespace till::policy
