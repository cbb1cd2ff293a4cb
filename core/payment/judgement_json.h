#pragma once

#include "core/payment/decision_record.h"
#include "core/payment/judgement.h"
#include "core/support/json_text.h"

#include "core/support/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::payment {

/// Writes the members "judgement" and, when there is a record, "inputs" into an object that is open.
void writeDecision(JsonText& out, const Judgement& judgement, const std::optional<DecisionRecord>& record);
/// Throws what the JSON library throws when a member is missing or of another type.
[[nodiscard]] Judgement judgementFrom(const nlohmann::json& in);

/// Reasons as the ledger's column keeps them: a JSON array of {code, text}.
[[nodiscard]] std::string reasonsText(const std::vector<Reason>& reasons);
[[nodiscard]] std::vector<Reason> reasonsFromText(std::string_view text);

} // namespace till::payment
