#pragma once

#include "core/wire/insight_messages.h"

#include <QString>

namespace till::desktop {

/// "1,791 requests · 41.20 USDC · 0.97 pUSD practice paid": tokens of one name on several networks are added
/// up; those that no registry knows are counted.
[[nodiscard]] QString totalsText(const wire::PaymentsTotals& totals);
/// "0.13 USDC at risk"; empty when nothing is.
[[nodiscard]] QString atRiskText(const wire::PaymentsTotals& totals);

} // namespace till::desktop
