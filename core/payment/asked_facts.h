#pragma once

#include "core/payment/ask.h"
#include "core/policy/hard_checks.h"
#include "core/policy/payment_facts.h"

#include <optional>
#include <string_view>

namespace till::payment {

/// What the rules see of an ask whose option was chosen: `offer` as the merchant wrote it, `option` as the
/// hard checks read it.
[[nodiscard]] policy::PaymentFacts factsOf(std::string_view agentId, const Ask& ask,
                                           const challenge::Option& offer,
                                           const policy::PayableOption& option);

/// The same from an ask that was recorded with its one chosen option. Absent when the registry does not know
/// its network or token (any more).
[[nodiscard]] std::optional<policy::PaymentFacts> recordedFacts(std::string_view agentId, const Ask& ask,
                                                                const money::Registry& registry);

} // namespace till::payment
