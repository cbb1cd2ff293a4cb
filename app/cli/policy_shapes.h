#pragma once

#include "app/cli/session.h"
#include "core/wire/policy_messages.h"

#include "core/support/json.h"
#include <optional>
#include <string>

/// What the commands about rules print, for programs and for people. Include in .cpp files only.
namespace till::cli {

[[nodiscard]] nlohmann::json policyVersionJson(const wire::PolicyVersionShape& version);
[[nodiscard]] nlohmann::json pendingJson(const wire::PendingShape& change);
[[nodiscard]] nlohmann::json policyChangedJson(const wire::PolicyChanged& changed);

/// "loosens what may be paid", as part of a sentence.
[[nodiscard]] std::string effectWords(const std::string& effect);
/// Prints what became of a change.
[[nodiscard]] Result<ExitCode, Failure> reportChange(const Session& session,
                                                     const Result<wire::PolicyChanged, Failure>& changed);
/// A number that people see in a list: digits only.
[[nodiscard]] std::optional<std::int64_t> wholeNumber(const std::string& text);

} // namespace till::cli
