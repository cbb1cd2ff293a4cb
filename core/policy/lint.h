#pragma once

#include "core/money/registry.h"
#include "core/policy/decide.h"
#include "core/policy/policy.h"
#include "core/support/clock.h"

#include <string>
#include <string_view>
#include <vector>

namespace till::policy {

/// One thing in a policy that cannot do what its author meant: it is allowed, and it has no effect, or
/// another one than it looks like.
struct LintFinding {
    std::string path;      ///< JSON pointer into the document, such as "/rules/3/when/amount"
    std::string_view code; ///< stable, for programs
    std::string sentence;  ///< for a person: what, and why
    bool operator==(const LintFinding&) const = default;
};

/// What a policy is looked at with.
struct LintContext {
    Layer layer;                     ///< which one it is
    const Policy& global;            ///< above it; emptyPolicy() when it is the global one
    const money::Registry& registry; ///< the networks and tokens that can be paid at all
    std::string_view agent;          ///< id of the agent it is for; empty when that is not known
    Instant now;
};

/// Everything that has no effect or can never hold: rules that never match or are always covered by a
/// stronger one, budgets that never speak because of another, grants that are over or spare no question. In
/// the order of the document. Pure: says nothing of payments, see simulate.h for that.
[[nodiscard]] std::vector<LintFinding> lint(const Policy& policy, const LintContext& context);

} // namespace till::policy
