#include "core/policy/presets.h"

namespace till::policy {

namespace {

constexpr std::uint64_t kCent = 10'000; // in millionths of a USD
constexpr std::uint64_t kDollar = 100 * kCent;
constexpr std::int64_t kMinuteSeconds = 60;

money::Amount usd(std::uint64_t micro)
{
    return money::Amount::fromUint64(micro);
}

Budget dayBudget(std::uint64_t micro, const TimeZone& zone)
{
    Budget budget;
    budget.name = "day";
    budget.limit = UsdLimit{usd(micro)};
    budget.window = CalendarWindow{CalendarUnit::Day, zone};
    return budget;
}

Budget minuteBudget(std::uint64_t payments)
{
    Budget budget;
    budget.name = "minute";
    budget.limit = CountLimit{payments};
    budget.window = RollingWindow{kMinuteSeconds};
    return budget;
}

Rule askAbove(std::string name, std::uint64_t micro)
{
    AmountTest amount;
    amount.above = usd(micro);
    return {.name = std::move(name), .verdict = Verdict::Ask, .when = {amount}};
}

Rule askWhen(std::string name, Test test)
{
    return {.name = std::move(name), .verdict = Verdict::Ask, .when = {std::move(test)}};
}

Policy named(std::string_view name, Verdict otherwise, std::uint64_t perPayment)
{
    Policy policy;
    policy.name = std::string(name);
    policy.otherwise = otherwise;
    policy.perPaymentMicro = usd(perPayment);
    return policy;
}

} // namespace

Policy emptyPolicy()
{
    Policy policy;
    policy.name = "global";
    return policy;
}

std::optional<Policy> presetPolicy(std::string_view name, const TimeZone& zone)
{
    if (name == "practice") {
        Policy policy = named(name, Verdict::Allow, kDollar);
        policy.money = MoneyKind::PracticeOnly;
        policy.budgets = {dayBudget(25 * kDollar, zone)};
        return policy;
    }
    if (name == "careful") {
        Policy policy = named(name, Verdict::Ask, kDollar);
        policy.budgets = {dayBudget(5 * kDollar, zone)};
        return policy;
    }
    if (name == "everyday") {
        Policy policy = named(name, Verdict::Allow, 2 * kDollar);
        policy.budgets = {dayBudget(5 * kDollar, zone), minuteBudget(60)};
        policy.rules = {
            askAbove("above 0.50", 50 * kCent),
            askWhen("new merchant", HistoryTest{.question = HistoryQuestion::FirstToHost, .expected = true}),
            askWhen("changed payee",
                    HistoryTest{.question = HistoryQuestion::PayToChanged, .expected = true}),
            askWhen("price up 50 %", PriceTest{.percent = 50, .last = 20, .direction = PriceDirection::Up}),
        };
        return policy;
    }
    if (name == "autopilot") {
        Policy policy = named(name, Verdict::Allow, 10 * kDollar);
        policy.budgets = {dayBudget(25 * kDollar, zone), minuteBudget(300)};
        policy.rules = {askAbove("above 5.00", 5 * kDollar)};
        return policy;
    }
    return std::nullopt;
}

} // namespace till::policy
