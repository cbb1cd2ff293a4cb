#include "app/desktop/models/budget_words.h"

#include "app/desktop/text/display_text.h"
#include "core/money/amount.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>

namespace till::desktop {

namespace {

constexpr double kPermille = 1000.0;
constexpr qint64 kHourMs = 3'600'000;
constexpr unsigned kFinest = 18; ///< decimals of the finest token

struct CalendarWindow {
    std::string_view prefix;
    qint64 lengthMs;
};
constexpr CalendarWindow kCalendarWindows[] = {{"per hour", kHourMs},
                                               {"per day", 24 * kHourMs},
                                               {"per week", 7 * 24 * kHourMs},
                                               {"per month", 30 * 24 * kHourMs}};

} // namespace

QString budgetLabel(const wire::BudgetEffect& budget)
{
    // "research-bot: day" and "per day (Europe/Berlin)" make "research-bot, per day": the reset time is shown
    // in the person's own zone anyway.
    QString name = toText(budget.name);
    const QString window = toText(budget.window).section(QStringLiteral(" ("), 0, 0);
    const QString unit = window.section(QLatin1Char(' '), -1);
    if (window.startsWith(QLatin1String("per ")) && name.endsWith(unit)) {
        name.chop(unit.size());
        name = name.trimmed();
        if (name.endsWith(QLatin1Char(':'))) {
            name.chop(1);
        }
    }
    if (name.isEmpty()) {
        return window.front().toUpper() + window.mid(1);
    }
    return QStringLiteral("%1, %2").arg(name, window);
}

QString resetWords(const wire::BudgetEffect& budget, qint64 nowMs, const QTimeZone& zone)
{
    if (!budget.resetAtMs) {
        return {};
    }
    return QCoreApplication::translate("Budgets", "resets %1").arg(clockTime(*budget.resetAtMs, nowMs, zone));
}

double fractionOf(std::int64_t permille)
{
    return static_cast<double>(std::max<std::int64_t>(permille, 0)) / kPermille;
}

wire::BudgetEffect forSeveral(wire::BudgetEffect budget, std::size_t count)
{
    const unsigned places = budget.unit == "payments" ? 0 : kFinest;
    const auto used = money::Amount::fromDecimal(budget.used, places);
    const auto each = money::Amount::fromDecimal(budget.thisOne, places);
    const auto limit = money::Amount::fromDecimal(budget.limit, places);
    if (count < 2 || !used || !each || !limit) {
        return budget;
    }
    const auto all = each->times(count);
    const auto after = all ? used->plus(*all) : all;
    if (!after) {
        return budget;
    }
    budget.thisOne = all->toDecimal(places);
    budget.exceeded = *after > *limit;
    budget.remaining = (budget.exceeded ? limit->minus(*used) : limit->minus(*after))
                           .value_or(money::Amount::zero())
                           .toDecimal(places);
    budget.permilleAfter = budget.permilleBefore +
                           static_cast<std::int64_t>(count) * (budget.permilleAfter - budget.permilleBefore);
    return budget;
}

double paceOf(const wire::BudgetEffect& budget, qint64 nowMs)
{
    if (!budget.resetAtMs) {
        return -1.0;
    }
    for (const CalendarWindow& each : kCalendarWindows) {
        if (budget.window.starts_with(each.prefix)) {
            const double left =
                static_cast<double>(*budget.resetAtMs - nowMs) / static_cast<double>(each.lengthMs);
            return std::clamp(1.0 - left, 0.0, 1.0);
        }
    }
    return -1.0;
}

} // namespace till::desktop
