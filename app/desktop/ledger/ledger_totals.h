#pragma once

#include "core/wire/agent_messages.h"

#include <QString>

#include <vector>

namespace till::desktop {

/// "0.47 USDC · 1.25 USDC practice": what those of the rows add up to that were signed and not proven unused.
/// Added exactly, token by token; rows of tokens that are not registered are counted in words.
[[nodiscard]] QString paidTotals(const std::vector<wire::PaymentRow>& rows);

} // namespace till::desktop
