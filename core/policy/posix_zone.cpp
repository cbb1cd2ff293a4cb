#include "core/policy/posix_zone.h"

#include "core/policy/civil_time.h"

namespace till::policy {

namespace {

constexpr int kMaxOffsetHours = 24;
constexpr int kMaxRuleHours = 167; // RFC 8536, section 3.3.1, extends POSIX to a week

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool isLeapYear(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Reads one TZ text from its start; every `take…` moves on only when it succeeds.
class Scanner {
public:
    explicit Scanner(std::string_view text) : m_rest(text) {}

    [[nodiscard]] bool isAtEnd() const { return m_rest.empty(); }

    bool take(char expected)
    {
        if (m_rest.empty() || m_rest.front() != expected)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    /// `CET`, or `<+0530>`.
    bool takeName()
    {
        std::size_t length = 0;
        if (take('<')) {
            const auto close = m_rest.find('>');
            if (close == std::string_view::npos || close < 3)
                return false;
            m_rest.remove_prefix(close + 1);
            return true;
        }
        while (length < m_rest.size() && isLetter(m_rest[length]))
            ++length;
        if (length < 3)
            return false;
        m_rest.remove_prefix(length);
        return true;
    }

    std::optional<int> takeNumber(int least, int most)
    {
        std::size_t length = 0;
        int value = 0;
        while (length < m_rest.size() && length < 4 && isDigit(m_rest[length]))
            value = value * 10 + (m_rest[length++] - '0');
        if (length == 0 || value < least || value > most)
            return std::nullopt;
        m_rest.remove_prefix(length);
        return value;
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    std::optional<std::int64_t> takeTime(int maxHours)
    {
        const bool isNegative = take('-');
        if (!isNegative)
            (void)take('+');
        const auto hours = takeNumber(0, maxHours);
        if (!hours)
            return std::nullopt;
        std::int64_t seconds = *hours * kSecondsPerHour;
        for (const std::int64_t unit : {std::int64_t{60}, std::int64_t{1}}) {
            if (!take(':'))
                break;
            const auto part = takeNumber(0, 59);
            if (!part)
                return std::nullopt;
            seconds += *part * unit;
        }
        return isNegative ? -seconds : seconds;
    }

    std::optional<YearRule> takeRule()
    {
        YearRule rule;
        std::optional<int> day;
        if (take('M')) {
            rule.form = YearRule::Form::MonthWeekDay;
            const auto month = takeNumber(1, 12);
            const auto week = month && take('.') ? takeNumber(1, 5) : std::nullopt;
            const auto weekday = week && take('.') ? takeNumber(0, 6) : std::nullopt;
            if (!weekday)
                return std::nullopt;
            rule.month = *month;
            rule.week = *week;
            rule.weekday = *weekday;
        } else if (take('J')) {
            rule.form = YearRule::Form::DayWithoutLeap;
            day = takeNumber(1, 365);
        } else {
            rule.form = YearRule::Form::DayOfYear;
            day = takeNumber(0, 365);
        }
        if (rule.form != YearRule::Form::MonthWeekDay && !day)
            return std::nullopt;
        rule.day = day.value_or(0);
        if (take('/')) {
            const auto time = takeTime(kMaxRuleHours);
            if (!time)
                return std::nullopt;
            rule.secondsInDay = *time;
        }
        return rule;
    }

private:
    std::string_view m_rest;
};

} // namespace

std::int64_t YearRule::localSeconds(int year) const
{
    const std::int64_t newYear = secondsFromCivil(year, 1, 1);
    switch (form) {
    case Form::DayWithoutLeap: {
        constexpr int kFirstOfMarch = 60;
        const int leapDay = isLeapYear(year) && day >= kFirstOfMarch ? 1 : 0;
        return newYear + (day - 1 + leapDay) * kSecondsPerDay + secondsInDay;
    }
    case Form::DayOfYear:
        return newYear + day * kSecondsPerDay + secondsInDay;
    case Form::MonthWeekDay:
        break;
    }
    const std::int64_t first = secondsFromCivil(year, month, 1);
    const std::int64_t next = nextUnitStart(CalendarUnit::Month, first);
    const int firstWeekday = (civilFromSeconds(first).weekday + 1) % 7; // Sunday becomes 0
    std::int64_t at = first + ((weekday - firstWeekday + 7) % 7 + 7 * (week - 1)) * kSecondsPerDay;
    while (at >= next)
        at -= 7 * kSecondsPerDay;
    return at + secondsInDay;
}

std::optional<PosixZone> PosixZone::fromText(std::string_view text)
{
    Scanner scanner(text);
    PosixZone zone;
    if (!scanner.takeName())
        return std::nullopt;
    const auto west = scanner.takeTime(kMaxOffsetHours);
    if (!west)
        return std::nullopt;
    zone.m_standard = -*west;
    if (scanner.isAtEnd())
        return zone;
    if (!scanner.takeName())
        return std::nullopt;
    Summer summer;
    summer.offset = zone.m_standard + kSecondsPerHour;
    if (!scanner.take(',')) {
        const auto summerWest = scanner.takeTime(kMaxOffsetHours);
        if (!summerWest || !scanner.take(','))
            return std::nullopt;
        summer.offset = -*summerWest;
    }
    const auto starts = scanner.takeRule();
    const auto ends = starts && scanner.take(',') ? scanner.takeRule() : std::nullopt;
    if (!ends || !scanner.isAtEnd())
        return std::nullopt;
    summer.starts = *starts;
    summer.ends = *ends;
    zone.m_summer = summer;
    return zone;
}

std::int64_t PosixZone::offsetSeconds(std::int64_t unixSeconds) const
{
    if (!m_summer)
        return m_standard;
    const int year = civilFromSeconds(unixSeconds + m_standard).year;
    const std::int64_t starts = m_summer->starts.localSeconds(year) - m_standard;
    const std::int64_t ends = m_summer->ends.localSeconds(year) - m_summer->offset;
    const bool isSummer = starts < ends ? unixSeconds >= starts && unixSeconds < ends
                                        : unixSeconds >= starts || unixSeconds < ends;
    return isSummer ? m_summer->offset : m_standard;
}

} // namespace till::policy
