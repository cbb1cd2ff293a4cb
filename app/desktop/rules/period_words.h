#pragma once

#include "app/desktop/rules/sentence.h"

namespace till::desktop {

/// A budget's window without its zone, as a part's value: "calendar:day", "rolling:60", "lifetime".
[[nodiscard]] QString periodValue(const policy::Window& window);
/// "day", "any 60 s", "all time".
[[nodiscard]] QString periodText(const QString& value);
/// The usual ones, and `current` if it is none of them.
[[nodiscard]] std::vector<PartChoice> periodChoices(const QString& current);

} // namespace till::desktop
