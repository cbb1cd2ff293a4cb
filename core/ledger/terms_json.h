#pragma once

#include "core/ledger/reservation.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

namespace till::ledger {

/// The message to be signed as it stands in an `authorized` event: every field of the EIP-712 domain and of
/// the EIP-3009 authorization, the account, and the digest.
[[nodiscard]] nlohmann::json toJson(const Terms& terms);
/// The same as text, written directly: exactly what `toJson(terms).dump()` gives.
[[nodiscard]] std::string toJsonText(const Terms& terms);
/// The reverse; absent when a field is missing or not in its one canonical form.
[[nodiscard]] std::optional<Terms> termsFromJson(const nlohmann::json& json);

} // namespace till::ledger
