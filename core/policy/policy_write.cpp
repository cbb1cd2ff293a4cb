#include "core/policy/payment_facts.h"
#include "core/policy/policy_json.h"
#include "core/policy/policy_words.h"
#include "core/support/plain_text.h"

#include "core/support/json.h"

#include <array>
#include <cstdio>

namespace till::policy {

namespace {

/// Keeps members in the order in which they are written, so that the text is the same every time.
using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxShownPathBytes = 128;

Json usd(const money::Amount& micro)
{
    return micro.toDecimal(kUsdDecimals);
}

std::string clockText(int minute)
{
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "%02u:%02u", static_cast<unsigned>(minute / 60) % 25,
                  static_cast<unsigned>(minute % 60) % 60);
    return text.data();
}

void put(Json& when, const TextTest& test)
{
    when[std::string(wordFor(kTextFieldWords, test.field))] = test.anyOf;
}

void put(Json& when, const AmountTest& test)
{
    Json amount = Json::object();
    const auto bound = [&test](const money::Amount& value) {
        return test.asset.empty() ? usd(value) : Json(value.toAtomic());
    };
    if (!test.asset.empty())
        amount["asset"] = test.asset;
    if (test.above)
        amount["above"] = bound(*test.above);
    if (test.from)
        amount["from"] = bound(*test.from);
    if (test.to)
        amount["to"] = bound(*test.to);
    when["amount"] = std::move(amount);
}

void put(Json& when, const TimeTest& test)
{
    Json time = Json::object();
    time["zone"] = test.zone.name();
    const TimeTest usual;
    if (test.weekdays != usual.weekdays) {
        Json days = Json::array();
        for (std::size_t day = 0; day < kWeekdayWords.size(); ++day) {
            if ((test.weekdays >> day & 1U) != 0)
                days.push_back(kWeekdayWords[day]);
        }
        time["weekdays"] = std::move(days);
    }
    if (test.fromMinute != usual.fromMinute)
        time["from"] = clockText(test.fromMinute);
    if (test.toMinute != usual.toMinute)
        time["to"] = clockText(test.toMinute);
    when["time"] = std::move(time);
}

void put(Json& when, const HistoryTest& test)
{
    when[std::string(wordFor(kHistoryWords, test.question))] = test.expected;
}

void put(Json& when, const PriceTest& test)
{
    Json price = Json::object();
    price["differsByPercent"] = test.percent;
    const PriceTest usual;
    if (test.last != usual.last)
        price["last"] = test.last;
    if (test.direction != usual.direction)
        price["direction"] = wordFor(kDirectionWords, test.direction);
    when["price"] = std::move(price);
}

Json rule(const Rule& from)
{
    Json when = Json::object();
    for (const Test& test : from.when)
        std::visit([&when](const auto& each) { put(when, each); }, test);
    Json out = Json::object();
    out["name"] = from.name;
    out["verdict"] = wordFor(kVerdictWords, from.verdict);
    out["when"] = std::move(when);
    return out;
}

Json limit(const UsdLimit& from)
{
    return Json{{"usd", usd(from.micro)}};
}
Json limit(const AssetLimit& from)
{
    return Json{{"asset", from.asset}, {"atomic", from.atomic.toAtomic()}};
}
Json limit(const CountLimit& from)
{
    return Json{{"payments", from.payments}};
}

Json window(const RollingWindow& from)
{
    return Json{{"rollingSeconds", from.seconds}};
}
Json window(const CalendarWindow& from)
{
    Json out = Json::object();
    out["calendar"] = wordFor(kCalendarWords, from.unit);
    if (from.zone != TimeZone())
        out["zone"] = from.zone.name();
    return out;
}
Json window(const LifetimeWindow&)
{
    return Json{{"lifetime", true}};
}

Json scope(const BudgetScope& from)
{
    Json out = Json::object();
    const auto put = [&out](const char* name, const std::vector<std::string>& texts) {
        if (!texts.empty())
            out[name] = texts;
    };
    put("agents", from.agents);
    put("agentTags", from.agentTags);
    put("hosts", from.hosts);
    put("payTo", from.payTo);
    put("networks", from.networks);
    put("assets", from.assets);
    return out;
}

Json budget(const Budget& from)
{
    Json out = Json::object();
    out["name"] = from.name;
    out["limit"] = std::visit([](const auto& each) { return limit(each); }, from.limit);
    out["window"] = std::visit([](const auto& each) { return window(each); }, from.window);
    if (!from.per.empty()) {
        Json per = Json::array();
        for (const Dimension dimension : from.per)
            per.push_back(wordFor(kDimensionWords, dimension));
        out["per"] = std::move(per);
    }
    if (from.only != BudgetScope())
        out["only"] = scope(from.only);
    if (from.whenExceeded != Verdict::Deny)
        out["whenExceeded"] = wordFor(kVerdictWords, from.whenExceeded);
    return out;
}

Json grant(const Grant& from)
{
    Json out = Json::object();
    out["name"] = from.name;
    if (!from.host.empty())
        out["host"] = from.host;
    if (!from.payTo.empty())
        out["payTo"] = from.payTo;
    out["perPaymentUsd"] = usd(from.perPaymentMicro);
    out["perDayUsd"] = usd(from.perDayMicro);
    out["untilSeconds"] = from.until.seconds();
    return out;
}

template <class T>
void putList(Json& document, const char* name, const std::vector<T>& all, Json (*write)(const T&))
{
    if (all.empty())
        return;
    Json list = Json::array();
    for (const T& each : all)
        list.push_back(write(each));
    document[name] = std::move(list);
}

} // namespace

std::string toJson(const Policy& policy)
{
    Json document = Json::object();
    document["version"] = 1;
    document["name"] = policy.name;
    document["default"] = wordFor(kVerdictWords, policy.otherwise);
    if (policy.money != MoneyKind::Any)
        document["money"] = wordFor(kMoneyWords, policy.money);
    if (policy.perPaymentMicro)
        document["perPaymentUsd"] = usd(*policy.perPaymentMicro);
    if (policy.maxValiditySeconds != kMaxValiditySeconds)
        document["maxValiditySeconds"] = policy.maxValiditySeconds;
    if (!policy.privateHosts.empty())
        document["privateHosts"] = policy.privateHosts;
    if (!policy.preferNetworks.empty())
        document["preferNetworks"] = policy.preferNetworks;
    if (!policy.preferAssets.empty())
        document["preferAssets"] = policy.preferAssets;
    putList(document, "rules", policy.rules, rule);
    putList(document, "budgets", policy.budgets, budget);
    putList(document, "grants", policy.grants, grant);
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string describe(const PolicyFault& fault)
{
    const auto sentence = [&fault]() -> std::string_view {
        switch (fault.error) {
        case PolicyError::NotJson:
            return "The policy is not strict JSON within the limits";
        case PolicyError::UnknownKey:
            return "The policy has a member that does not exist";
        case PolicyError::MissingKey:
            return "The policy lacks a member";
        case PolicyError::WrongType:
            return "A value of the policy has the wrong type";
        case PolicyError::BadValue:
            return "A value of the policy is not one that it can have";
        case PolicyError::BadAmount:
            return "An amount of the policy is not one: write digits and at most one point, in quotes";
        case PolicyError::BadPattern:
            return "A host or path of the policy is not of the known form";
        case PolicyError::UnknownZone:
            return "A time zone of the policy is not known on this machine";
        case PolicyError::TooMany:
            return "A list of the policy is too long";
        case PolicyError::RepeatedName:
            return "A name or value of the policy comes twice";
        case PolicyError::ClaimInAllow:
            return "An allow rule may not rest on what the agent claims";
        case PolicyError::Contradiction:
            return "Members of the policy exclude each other";
        }
        return "The policy cannot be read";
    };
    std::string text(sentence());
    if (!fault.path.empty())
        text += " (at " + toVisibleText(fault.path, kMaxShownPathBytes) + ")";
    return text + ".";
}

} // namespace till::policy
