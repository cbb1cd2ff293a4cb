#pragma once

#include "core/money/amount.h"

#include <QString>

#include <string>

/// Sums of the overview: millionths of a dollar in canonical digits, as frames carry them.
namespace till::desktop {

[[nodiscard]] money::Amount amountOfMicro(const std::string& digits);
/// "12.345678 USD", exact.
[[nodiscard]] QString dollars(const money::Amount& micro);
/// "12.34 USD", cut to the cent; amounts under ten cents are shown exactly.
[[nodiscard]] QString roughDollars(const money::Amount& micro);

} // namespace till::desktop
