#pragma once

#include "core/policy/policy.h"

#include <string>
#include <vector>

namespace till::policy {

/// Whether every text that one of `narrow` stands for is one that `wide` stands for. Hosts and paths by
/// pattern; true only when that is certain.
[[nodiscard]] bool coversTexts(TextField field, const std::vector<std::string>& wide,
                               const std::vector<std::string>& narrow);

/// Whether whatever payment `narrow` holds for, `wide` holds for too. True only when that is certain.
[[nodiscard]] bool covers(const Condition& wide, const Condition& narrow);

/// Whether every payment that `narrow` counts is counted by `wide`. An empty list of a scope counts all.
[[nodiscard]] bool coversScope(const BudgetScope& wide, const BudgetScope& narrow);

/// Whether at any instant the time that `narrow` looks back on lies within that of `wide`.
[[nodiscard]] bool coversWindow(const Window& wide, const Window& narrow);

} // namespace till::policy
