#include "app/desktop/rules/period_words.h"

#include "app/desktop/rules/sentence_parts.h"
#include "app/desktop/text/display_text.h"
#include "core/policy/policy_words.h"

#include <algorithm>

namespace till::desktop {

namespace {

const QString kRolling = QStringLiteral("rolling:");
const QString kCalendar = QStringLiteral("calendar:");
const QString kLifetime = QStringLiteral("lifetime");
constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;
constexpr qint64 kUsualSeconds[] = {kMinute,    5 * kMinute, 15 * kMinute, kHour,     6 * kHour,
                                    12 * kHour, kDay,        7 * kDay,     30 * kDay, 90 * kDay};

QString spanText(qint64 seconds)
{
    if (seconds >= kDay && seconds % kDay == 0) {
        const qint64 days = seconds / kDay;
        return days == 1 ? RuleWords::tr("24 h") : RuleWords::tr("%1 days").arg(days);
    }
    if (seconds >= kHour && seconds % kHour == 0) {
        return RuleWords::tr("%1 h").arg(seconds / kHour);
    }
    if (seconds >= kMinute && seconds % kMinute == 0) {
        return RuleWords::tr("%1 min").arg(seconds / kMinute);
    }
    return RuleWords::tr("%1 s").arg(seconds);
}

} // namespace

QString periodValue(const policy::Window& window)
{
    if (const auto* const rolling = std::get_if<policy::RollingWindow>(&window)) {
        return kRolling + QString::number(rolling->seconds);
    }
    if (const auto* const calendar = std::get_if<policy::CalendarWindow>(&window)) {
        return kCalendar + toText(std::string(policy::wordFor(policy::kCalendarWords, calendar->unit)));
    }
    return kLifetime;
}

QString periodText(const QString& value)
{
    if (value == QLatin1String("calendar:hour")) {
        return RuleWords::tr("hour");
    }
    if (value == QLatin1String("calendar:day")) {
        return RuleWords::tr("day");
    }
    if (value == QLatin1String("calendar:week")) {
        return RuleWords::tr("week");
    }
    if (value == QLatin1String("calendar:month")) {
        return RuleWords::tr("month");
    }
    if (value.startsWith(kRolling)) {
        return RuleWords::tr("any %1").arg(spanText(value.mid(kRolling.size()).toLongLong()));
    }
    return RuleWords::tr("all time");
}

std::vector<PartChoice> periodChoices(const QString& current)
{
    std::vector<PartChoice> choices;
    for (const auto& [word, unit] : policy::kCalendarWords) {
        const QString value = kCalendar + toText(std::string(word));
        choices.push_back({value, RuleWords::tr("per %1 on the clock").arg(periodText(value))});
    }
    for (const qint64 seconds : kUsualSeconds) {
        const QString value = kRolling + QString::number(seconds);
        choices.push_back({value, RuleWords::tr("in %1").arg(periodText(value))});
    }
    choices.push_back({kLifetime, RuleWords::tr("in all time")});
    const bool isUsual = std::any_of(choices.begin(), choices.end(),
                                     [&current](const PartChoice& each) { return each.value == current; });
    if (!isUsual) {
        choices.insert(choices.begin(), {current, RuleWords::tr("in %1").arg(periodText(current))});
    }
    return choices;
}

} // namespace till::desktop
