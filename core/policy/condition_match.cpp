#include "core/policy/condition_match.h"

#include "core/policy/pattern.h"

#include <algorithm>

namespace till::policy {

namespace {

bool isAmong(const std::vector<std::string>& list, std::string_view text)
{
    return std::ranges::find(list, text) != list.end();
}

bool holds(const TextTest& test, const MatchInput& input)
{
    const SpendLine& line = input.facts.line;
    switch (test.field) {
    case TextField::AgentTag:
        return std::ranges::any_of(line.agentTags,
                                   [&test](const auto& tag) { return isAmong(test.anyOf, tag); });
    case TextField::Host:
        return std::ranges::any_of(test.anyOf,
                                   [&line](const auto& pattern) { return isHostMatch(pattern, line.host); });
    case TextField::Path:
        return std::ranges::any_of(
            test.anyOf, [&input](const auto& pattern) { return isGlobMatch(pattern, input.facts.path); });
    case TextField::Asset:
        return std::ranges::any_of(
            test.anyOf, [&line](const auto& text) { return isAssetText(text, line.network, line.asset); });
    case TextField::Agent:
    case TextField::Method:
    case TextField::Network:
    case TextField::Scheme:
    case TextField::Dialect:
    case TextField::PayTo:
    case TextField::Interface:
    case TextField::ClaimedTool:
    case TextField::ClaimedTask:
        break;
    }
    return isAmong(test.anyOf, factOf(test.field, input.facts));
}

bool holds(const AmountTest& test, const MatchInput& input)
{
    std::optional<money::Amount> amount;
    if (test.asset.empty())
        amount = input.usd;
    else if (isAssetText(test.asset, input.facts.line.network, input.facts.line.asset))
        amount = input.facts.amount;
    if (!amount)
        return false;
    return (!test.above || *amount > *test.above) && (!test.from || *amount >= *test.from) &&
           (!test.to || *amount <= *test.to);
}

bool holds(const TimeTest& test, const MatchInput& input)
{
    const LocalTime local = test.zone.localTime(input.now);
    const int minute = local.hour * 60 + local.minute;
    const auto isOn = [&test](int weekday) { return (test.weekdays >> weekday & 1) != 0; };
    if (test.fromMinute < test.toMinute)
        return minute >= test.fromMinute && minute < test.toMinute && isOn(local.weekday);
    const int yesterday = (local.weekday + 6) % 7;
    return (minute >= test.fromMinute && isOn(local.weekday)) || (minute < test.toMinute && isOn(yesterday));
}

bool holds(const HistoryTest& test, const MatchInput& input)
{
    switch (test.question) {
    case HistoryQuestion::FirstToHost:
        return (input.memory.paymentsToHost(input.facts) == 0) == test.expected;
    case HistoryQuestion::FirstToPayTo:
        return !input.memory.knowsPayTo(input.facts) == test.expected;
    case HistoryQuestion::PayToChanged:
        return !input.memory.changedFromPayTo(input.facts).empty() == test.expected;
    }
    return false;
}

bool holds(const PriceTest& test, const MatchInput& input)
{
    const auto median = input.memory.median(input.facts, test.last);
    if (!median)
        return false;
    // amount > median * (100 + percent) / 100, all times 200 so that nothing is divided. A price that leaves
    // 256 bits on the way counts as risen.
    const auto exactPrice = input.facts.amount.times(200);
    const money::Amount price = exactPrice.value_or(largestAmount());
    const money::Amount ceiling = median->twice.times(100 + test.percent).value_or(largestAmount());
    const bool isUp = !exactPrice || price > ceiling;
    const bool isDown =
        test.percent < 100 && price < median->twice.times(100 - test.percent).value_or(largestAmount());
    switch (test.direction) {
    case PriceDirection::Up:
        return isUp;
    case PriceDirection::Down:
        return isDown;
    case PriceDirection::Either:
        return isUp || isDown;
    }
    return false;
}

} // namespace

std::string_view factOf(TextField field, const PaymentFacts& facts)
{
    switch (field) {
    case TextField::Agent:
        return facts.line.agent;
    case TextField::Host:
        return facts.line.host;
    case TextField::Path:
        return facts.path;
    case TextField::Method:
        return facts.method;
    case TextField::Network:
        return facts.line.network;
    case TextField::Scheme:
        return facts.scheme;
    case TextField::Dialect:
        return facts.dialect;
    case TextField::PayTo:
        return facts.line.payTo;
    case TextField::Interface:
        return facts.interface;
    case TextField::ClaimedTool:
        return facts.claimedTool;
    case TextField::ClaimedTask:
        return facts.claimedTask;
    case TextField::AgentTag:
    case TextField::Asset:
        break;
    }
    return {};
}

bool isMatch(const Condition& condition, const MatchInput& input)
{
    return std::ranges::all_of(condition, [&input](const Test& test) {
        return std::visit([&input](const auto& each) { return holds(each, input); }, test);
    });
}

std::optional<PriceDifference> priceDifference(const PaymentFacts& facts, const MerchantAnswers& memory,
                                               std::size_t last)
{
    const auto median = memory.median(facts, last);
    if (!median || median->twice.isZero())
        return std::nullopt;
    constexpr std::uint64_t kMostPercent = 1'000'000;
    const money::Amount twicePrice = facts.amount.times(2).value_or(largestAmount());
    PriceDifference difference{.percent = 0, .isAbove = twicePrice > median->twice, .median = *median};
    const money::Amount gap = difference.isAbove
                                  ? twicePrice.minus(median->twice).value_or(money::Amount::zero())
                                  : median->twice.minus(twicePrice).value_or(money::Amount::zero());
    // The largest percent with percent * median <= 100 * gap, found by halving.
    const money::Amount hundredfold = gap.times(100).value_or(largestAmount());
    std::uint64_t low = 0;
    std::uint64_t high = kMostPercent;
    while (low < high) {
        const std::uint64_t middle = low + (high - low + 1) / 2;
        if (median->twice.times(middle).value_or(largestAmount()) <= hundredfold)
            low = middle;
        else
            high = middle - 1;
    }
    difference.percent = low;
    return difference;
}

} // namespace till::policy
