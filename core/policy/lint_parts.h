#pragma once

#include "core/policy/lint.h"

#include <cstddef>
#include <string>
#include <vector>

/// The parts that lint() is made of; each appends what it finds.
namespace till::policy::detail {

using Findings = std::vector<LintFinding>;

[[nodiscard]] std::string pointer(std::string_view list, std::size_t index, std::string_view member = {});
/// "eip155:8453/0x…" as the registry knows it; null when it does not.
[[nodiscard]] const money::Asset* assetNamed(std::string_view text, const money::Registry& registry);
[[nodiscard]] std::string dollars(const money::Amount& micro);

void lintRules(const Policy& policy, const LintContext& context, Findings& findings);
void lintBudgets(const Policy& policy, const LintContext& context, Findings& findings);
void lintGrants(const Policy& policy, const LintContext& context, Findings& findings);

} // namespace till::policy::detail
