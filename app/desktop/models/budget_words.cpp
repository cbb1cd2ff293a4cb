#include "app/desktop/models/budget_words.h"

#include "app/desktop/text/display_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <string_view>

namespace till::desktop {

namespace {

constexpr double kPermille = 1000.0;
constexpr qint64 kHourMs = 3'600'000;

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
