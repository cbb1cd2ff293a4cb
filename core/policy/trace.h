#pragma once

#include "core/policy/explain.h"
#include "core/policy/judge.h"

#include <vector>

namespace till::policy {

/// The steps of a decision in order, with the numbers, up to the one that gave the verdict. Rules that did
/// not match are counted, not listed.
[[nodiscard]] std::vector<Reason> traceOf(const DecisionInput& input, const Judge& judge,
                                          const Decision& decision);

} // namespace till::policy
