#pragma once

#include "core/wire/agent_messages.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

/// The JSON that agents see, out of the shapes of the wire. For .cpp files.
namespace till::gateway {

/// Compact text. Invalid UTF-8, which cannot be there, would be replaced.
[[nodiscard]] std::string dump(const nlohmann::json& json);

[[nodiscard]] nlohmann::json toJson(const std::vector<wire::Reason>& reasons);
/// What is left of each budget: `[{"budget","remaining","limit","unit","window","resetAt"}]`.
[[nodiscard]] nlohmann::json remainingJson(const std::vector<wire::BudgetEffect>& budgets);
[[nodiscard]] nlohmann::json toJson(const wire::DecisionShape& decision);
[[nodiscard]] nlohmann::json toJson(const wire::ChosenOption& option);
[[nodiscard]] nlohmann::json toJson(const wire::AuthorizationShape& authorization);
[[nodiscard]] nlohmann::json toJson(const wire::PaymentRow& row);

} // namespace till::gateway
