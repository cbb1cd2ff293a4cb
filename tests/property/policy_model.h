#pragma once

#include "tests/property/choices.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

/// Policies in a few plain numbers: enough to loosen and tighten every part of them.
namespace till::tests {

inline constexpr std::int64_t kModelDayMs = 86'400'000;
inline constexpr std::uint64_t kNoBound = std::numeric_limits<std::uint64_t>::max();

struct ModelBudget {
    enum class Window { Rolling, Day, Ever };
    enum class Measure { Sum, Count };
    int name = 0;
    Window window = Window::Day;
    Measure measure = Measure::Sum;
    std::uint64_t limit = 0;
    std::int64_t rollingSeconds = 0;
    bool isPerHost = false;
    bool isPerAgent = false; ///< of the global policy only
    bool asksWhenExceeded = false;
    /// The highest limit that was ever in force; kNoBound when it asked, or came after the first payment.
    std::uint64_t highest = 0;

    [[nodiscard]] std::uint64_t weightOf(std::uint64_t amount) const
    {
        return measure == Measure::Count ? 1 : amount;
    }
    /// Whether what ends at `endMs` still counts in the window.
    [[nodiscard]] bool isIn(std::int64_t endMs, std::int64_t nowMs) const;
};

struct ModelPolicy {
    std::string prefix = "b"; ///< of the names of its budgets
    std::vector<ModelBudget> budgets;
    bool asksByDefault = false;
    std::int64_t maxValiditySeconds = 600;
    std::optional<std::uint64_t> perPayment;
    int lastName = 0;

    /// The same as a policy document.
    [[nodiscard]] std::string document() const;
    [[nodiscard]] const ModelBudget& budgetNamed(const std::string& name) const;
};

enum class ModelLayer { Global, Agent };

/// A budget that was there before the first payment.
[[nodiscard]] ModelBudget anyBudget(ModelLayer layer, Choices& choices);
/// One or two parts of it changed, up or down.
[[nodiscard]] ModelPolicy edited(ModelLayer layer, ModelPolicy policy, Choices& choices);
/// Whether some payment may get a milder verdict after the change.
[[nodiscard]] bool isLooser(ModelLayer layer, const ModelPolicy& before, const ModelPolicy& after);

} // namespace till::tests
