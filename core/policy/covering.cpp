#include "core/policy/covering.h"

#include "core/policy/pattern.h"

#include <algorithm>

namespace till::policy {

namespace {

constexpr std::int64_t kHourSeconds = 3600;
/// Longest that a unit can last on any wall: clock changes of up to two hours (Lord Howe has a half, Troll
/// has two), and a day that begins twice where a date line moved.
constexpr std::int64_t kLongestHour = 3 * kHourSeconds;
constexpr std::int64_t kLongestDay = 48 * kHourSeconds;
constexpr std::int64_t kLongestWeek = 8 * 24 * kHourSeconds;
constexpr std::int64_t kLongestMonth = 32 * 24 * kHourSeconds;

bool coversText(TextField field, const std::string& wide, const std::string& narrow)
{
    if (wide == narrow)
        return true;
    if (field == TextField::Host) {
        // Below *.a.test lies all that lies below *.b.a.test, and a.test itself does not.
        return narrow.starts_with("*.") ? wide.starts_with("*.") && narrow.ends_with(wide.substr(1))
                                        : isHostMatch(wide, narrow);
    }
    if (field == TextField::Path) {
        // A star in `narrow` must meet a star in `wide`: true for plain texts, and for a longer beginning.
        if (narrow.find('*') == std::string::npos)
            return isGlobMatch(wide, narrow);
        const bool isBeginning = wide.ends_with('*') && wide.find('*') + 1 == wide.size();
        const std::string beginning = wide.substr(0, wide.size() - 1);
        return isBeginning && narrow.starts_with(beginning) && narrow.find('*') >= beginning.size();
    }
    return false;
}

bool coversAmount(const AmountTest& wide, const AmountTest& narrow)
{
    if (wide.asset != narrow.asset)
        return false;
    const bool hasLow = narrow.above || narrow.from;
    const money::Amount low = narrow.above ? *narrow.above : narrow.from.value_or(money::Amount::zero());
    if (wide.above && (!hasLow || low < *wide.above || (low == *wide.above && !narrow.above)))
        return false;
    if (wide.from && (!hasLow || low < *wide.from))
        return false;
    return !wide.to || (narrow.to && *narrow.to <= *wide.to);
}

/// One test by one test.
bool coversTest(const Test& wide, const Test& narrow)
{
    if (wide.index() != narrow.index())
        return false;
    if (const auto* const text = std::get_if<TextTest>(&wide)) {
        const auto& other = std::get<TextTest>(narrow);
        return text->field == other.field && coversTexts(text->field, text->anyOf, other.anyOf);
    }
    if (const auto* const amount = std::get_if<AmountTest>(&wide))
        return coversAmount(*amount, std::get<AmountTest>(narrow));
    return wide == narrow;
}

std::int64_t longest(CalendarUnit unit)
{
    switch (unit) {
    case CalendarUnit::Hour:
        return kLongestHour;
    case CalendarUnit::Day:
        return kLongestDay;
    case CalendarUnit::Week:
        return kLongestWeek;
    case CalendarUnit::Month:
        return kLongestMonth;
    }
    return kLongestMonth;
}

} // namespace

bool coversTexts(TextField field, const std::vector<std::string>& wide,
                 const std::vector<std::string>& narrow)
{
    return std::ranges::all_of(narrow, [&](const std::string& each) {
        return std::ranges::any_of(wide,
                                   [&](const std::string& text) { return coversText(field, text, each); });
    });
}

bool covers(const Condition& wide, const Condition& narrow)
{
    return std::ranges::all_of(wide, [&narrow](const Test& each) {
        return std::ranges::any_of(narrow, [&each](const Test& test) { return coversTest(each, test); });
    });
}

bool coversScope(const BudgetScope& wide, const BudgetScope& narrow)
{
    const auto holds = [](TextField field, const std::vector<std::string>& all,
                          const std::vector<std::string>& some) {
        return all.empty() || (!some.empty() && coversTexts(field, all, some));
    };
    return holds(TextField::Agent, wide.agents, narrow.agents) &&
           holds(TextField::AgentTag, wide.agentTags, narrow.agentTags) &&
           holds(TextField::Host, wide.hosts, narrow.hosts) &&
           holds(TextField::PayTo, wide.payTo, narrow.payTo) &&
           holds(TextField::Network, wide.networks, narrow.networks) &&
           holds(TextField::Asset, wide.assets, narrow.assets);
}

bool coversWindow(const Window& wide, const Window& narrow)
{
    if (std::holds_alternative<LifetimeWindow>(wide))
        return true;
    if (std::holds_alternative<LifetimeWindow>(narrow))
        return false;
    if (const auto* const rolling = std::get_if<RollingWindow>(&wide)) {
        if (const auto* const other = std::get_if<RollingWindow>(&narrow))
            return rolling->seconds >= other->seconds;
        return rolling->seconds >= longest(std::get<CalendarWindow>(narrow).unit);
    }
    const auto* const other = std::get_if<CalendarWindow>(&narrow);
    const auto& calendar = std::get<CalendarWindow>(wide);
    if (other == nullptr || !(calendar.zone == other->zone))
        return false;
    const bool isWeekInMonth = calendar.unit == CalendarUnit::Month && other->unit == CalendarUnit::Week;
    return calendar.unit >= other->unit && !isWeekInMonth;
}

} // namespace till::policy
