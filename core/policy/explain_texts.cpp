#include "core/policy/explain_texts.h"

#include "core/policy/pattern.h"
#include "core/support/plain_text.h"

#include <array>
#include <cstdio>

namespace till::policy {

namespace {

constexpr std::size_t kMaxShownBytes = 96;
constexpr std::array kWeekdays{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};

std::string_view nameOf(TextField field)
{
    switch (field) {
    case TextField::Agent:
        return "agent";
    case TextField::AgentTag:
        return "agent tag";
    case TextField::Host:
        return "host";
    case TextField::Path:
        return "path";
    case TextField::Method:
        return "method";
    case TextField::Network:
        return "network";
    case TextField::Asset:
        return "token";
    case TextField::Scheme:
        return "scheme";
    case TextField::Dialect:
        return "dialect";
    case TextField::PayTo:
        return "payee";
    case TextField::Interface:
        return "interface";
    case TextField::ClaimedTool:
        return "claimed tool";
    case TextField::ClaimedTask:
        return "claimed task";
    }
    return "fact";
}

std::string tagsText(const std::vector<std::string>& tags)
{
    std::string text;
    for (const std::string& tag : tags)
        text += (text.empty() ? "" : ", ") + tag;
    return text;
}

std::string why(const TextTest& test, const MatchInput& input)
{
    const SpendLine& line = input.facts.line;
    std::string value(factOf(test.field, input.facts));
    if (test.field == TextField::AgentTag)
        value = tagsText(line.agentTags);
    if (test.field == TextField::Asset)
        value = assetText(line.network, line.asset);
    return std::string(nameOf(test.field)) + " is " + shownText(value);
}

std::string why(const AmountTest& test, const MatchInput& input)
{
    const auto inUnit = [&test, &input](const money::Amount& amount) {
        return test.asset.empty() ? usdText(amount) : amount.toDecimal(input.facts.line.decimals);
    };
    std::string text = priceText(input.facts) + " is ";
    if (test.above)
        return text + "above " + inUnit(*test.above);
    if (test.from && test.to)
        return text + "from " + inUnit(*test.from) + " to " + inUnit(*test.to);
    if (test.from)
        return text + "at least " + inUnit(*test.from);
    return text + "at most " + inUnit(test.to.value_or(money::Amount::zero()));
}

std::string why(const TimeTest& test, const MatchInput& input)
{
    const LocalTime local = test.zone.localTime(input.now);
    std::array<char, 6> clock{};
    std::snprintf(clock.data(), clock.size(), "%02u:%02u", static_cast<unsigned>(local.hour) % 24,
                  static_cast<unsigned>(local.minute) % 60);
    return std::string("it is ") + kWeekdays[static_cast<std::size_t>(local.weekday)] + " " + clock.data() +
           " (" + test.zone.name() + ")";
}

std::string why(const HistoryTest& test, const MatchInput& input)
{
    const SpendLine& line = input.facts.line;
    const std::string host = hostText(input.facts);
    switch (test.question) {
    case HistoryQuestion::FirstToHost:
        return test.expected ? "it is the first payment to " + host : host + " was paid before";
    case HistoryQuestion::FirstToPayTo:
        return test.expected ? "it is the first payment to the payee " + line.payTo
                             : "the payee " + line.payTo + " was paid before";
    case HistoryQuestion::PayToChanged:
        if (!test.expected)
            return "the payee of " + host + " is not another than last time";
        return "the payee of " + host + " changed from " +
               shownText(input.memory.changedFromPayTo(input.facts)) + " to " + line.payTo;
    }
    return {};
}

std::string why(const PriceTest& test, const MatchInput& input)
{
    const auto difference = priceDifference(input.facts, input.memory, test.last);
    if (!difference)
        return "the price differs from the usual one";
    const money::Amount median = difference->median.twice.dividedBy(2);
    return priceText(input.facts) + " is " + std::to_string(difference->percent) + " % " +
           (difference->isAbove ? "above" : "below") + " the median " +
           median.toDecimal(input.facts.line.decimals) + " of the last " +
           std::to_string(difference->median.count);
}

std::string unitName(CalendarUnit unit)
{
    switch (unit) {
    case CalendarUnit::Hour:
        return "hour";
    case CalendarUnit::Day:
        return "day";
    case CalendarUnit::Week:
        return "week";
    case CalendarUnit::Month:
        return "month";
    }
    return "day";
}

std::string spell(const RollingWindow& window)
{
    constexpr std::int64_t kHour = 3600;
    constexpr std::int64_t kDay = 24 * kHour;
    const std::int64_t seconds = window.seconds;
    if (seconds > kDay && seconds % kDay == 0)
        return "rolling " + std::to_string(seconds / kDay) + " days";
    if (seconds >= kHour && seconds % kHour == 0)
        return "rolling " + std::to_string(seconds / kHour) + " h";
    return "rolling " + std::to_string(seconds) + " s";
}
std::string spell(const CalendarWindow& window)
{
    return "per " + unitName(window.unit) + " (" + window.zone.name() + ")";
}
std::string spell(const LifetimeWindow&)
{
    return "lifetime";
}

} // namespace

std::string usdText(const money::Amount& micro)
{
    return micro.toDecimal(kUsdDecimals);
}

std::string hostText(const PaymentFacts& facts)
{
    return facts.line.host.empty() ? "an " + std::string(kUnknownHost) : shownText(facts.line.host);
}

std::string shownText(std::string_view text)
{
    return toVisibleText(text, kMaxShownBytes);
}

std::string priceText(const PaymentFacts& facts)
{
    if (const auto usd = usdMicro(facts.line, facts.amount))
        return usdText(*usd) + " USD";
    return facts.amount.toDecimal(facts.line.decimals) + " " +
           (facts.asset == nullptr ? facts.line.asset : facts.asset->symbol);
}

std::string whyItHolds(const Test& test, const MatchInput& input)
{
    return std::visit([&input](const auto& each) { return why(each, input); }, test);
}

std::string whyItHolds(const Condition& condition, const MatchInput& input)
{
    if (condition.empty())
        return "it holds for every payment";
    std::string text;
    for (const Test& test : condition)
        text += (text.empty() ? "" : " and ") + whyItHolds(test, input);
    return text;
}

std::string windowText(const Window& window)
{
    return std::visit([](const auto& each) { return spell(each); }, window);
}

std::string amountText(const Limit& limit, const money::Amount& amount, const money::Asset* asset)
{
    if (std::holds_alternative<UsdLimit>(limit))
        return usdText(amount);
    const auto* const own = std::get_if<AssetLimit>(&limit);
    if (own != nullptr && asset != nullptr && isAssetText(own->asset, asset->network, asset->address))
        return amount.toDecimal(asset->decimals);
    return amount.toAtomic();
}

std::string useText(const BudgetUse& use, const Limit& limit, const money::Asset* asset)
{
    const auto text = [&](const money::Amount& amount) { return amountText(limit, amount, asset); };
    std::string out = "used " + text(use.used) + ", this " + text(use.thisOne) + ", limit " + text(use.limit);
    const money::Amount after = saturatingSum(use.used, use.thisOne);
    if (use.isExceeded)
        return out + " -> exceeds by " + text(after.minus(use.limit).value_or(money::Amount::zero()));
    return out + " -> leaves " + text(use.limit.minus(after).value_or(money::Amount::zero()));
}

} // namespace till::policy
