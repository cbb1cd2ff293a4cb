#pragma once

#include "core/wire/shared_shapes.h"

#include <QString>
#include <QTimeZone>

namespace till::desktop {

/// "Per day", "research-bot, per day", "minute, rolling 60 s": what the bar is called.
[[nodiscard]] QString budgetLabel(const wire::BudgetEffect& budget);
/// "resets at 00:00", "resets 3 Mar 00:00"; empty for windows that roll.
[[nodiscard]] QString resetWords(const wire::BudgetEffect& budget, qint64 nowMs, const QTimeZone& zone);
[[nodiscard]] double fractionOf(std::int64_t permille);
/// The same budget when `count` payments of this size are made instead of one. Says nothing new for one.
[[nodiscard]] wire::BudgetEffect forSeveral(wire::BudgetEffect budget, std::size_t count);
/// How much of a calendar window has passed, 0 … 1; -1 for windows that roll or never end.
[[nodiscard]] double paceOf(const wire::BudgetEffect& budget, qint64 nowMs);

} // namespace till::desktop
