#pragma once

#include "app/cli/session.h"
#include "core/wire/admin_messages.h"
#include "core/wire/more_messages.h"

#include "core/support/json.h"
#include <optional>
#include <string>

/// Grants and requests for more: what is read from options, and what is printed. Include in .cpp files only.
namespace till::cli {

[[nodiscard]] nlohmann::json grantJson(const wire::GrantShape& grant);
[[nodiscard]] nlohmann::json moreJson(const wire::MoreShape& request);

/// Millionths of a USD as "2.5"; the digits themselves when they cannot be read.
[[nodiscard]] std::string usdText(const std::string& micro);
/// "2.50" as millionths of a USD.
[[nodiscard]] Result<std::string, Failure> readUsd(const Arguments& arguments, std::string_view option);
/// The moment that an option names, in Unix milliseconds.
[[nodiscard]] Result<std::int64_t, Failure> readMoment(const Arguments& arguments, std::string_view option);
/// What `till approve` shall remember; nothing without --remember-until.
[[nodiscard]] Result<std::optional<wire::RememberShape>, Failure> readRemember(const Arguments& arguments);

} // namespace till::cli
