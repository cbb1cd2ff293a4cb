#pragma once

#include "core/policy/policy.h"
#include "core/policy/policy_change.h"

#include <string>
#include <vector>

namespace till::policy {

/// What it changes for an agent, under the policies in force, that it has other tags than before. A tag
/// tightens only where every place that names it tightens: gained, by deny and ask rules and by budgets;
/// lost, by allow rules. What no policy names yet loosens, because nobody can say what will be made of it.
[[nodiscard]] PolicyChange compareTags(const Policy& global, const Policy& agent,
                                       const std::vector<std::string>& before,
                                       const std::vector<std::string>& after);

} // namespace till::policy
