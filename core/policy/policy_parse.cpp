#include "core/policy/document_reader.h"
#include "core/policy/merchant_memory.h"
#include "core/policy/policy_words.h"
#include "core/policy/text_values.h"
#include "core/support/strict_json.h"

#include <set>

namespace till::policy {

namespace {

constexpr std::int64_t kDocumentVersion = 1;
constexpr std::size_t kMaxDepth = 12;
constexpr std::size_t kMaxValues = 60'000;
constexpr std::int64_t kMaxCount = 1'000'000'000;
constexpr std::int64_t kMaxPercent = 100'000;
constexpr std::int64_t kLatestSeconds = 253'402'300'799; // end of the year 9999
constexpr int kMinutesOfADay = 24 * 60;

/// A list of texts, each of the form that this field takes. An empty list could never hold.
std::vector<std::string> readTexts(const DocumentValue& list, TextField field)
{
    std::vector<std::string> texts;
    list.forEach(kMaxTestTexts, [&texts, field](const DocumentValue& each) {
        auto text = canonicalText(field, each.plainLine(kMaxTextBytes));
        if (!text)
            return each.note(field == TextField::Host || field == TextField::Path ? PolicyError::BadPattern
                                                                                  : PolicyError::BadValue);
        if (std::ranges::find(texts, *text) != texts.end())
            return each.note(PolicyError::RepeatedName);
        texts.push_back(std::move(*text));
    });
    if (texts.empty())
        list.note(PolicyError::BadValue);
    return texts;
}

std::string readAsset(const DocumentValue& value)
{
    auto text = canonicalText(TextField::Asset, value.plainLine(kMaxTextBytes));
    if (!text)
        value.note(PolicyError::BadValue);
    return text.value_or(std::string());
}

AmountTest readAmount(const DocumentValue& value)
{
    value.expectMembers({"asset", "above", "from", "to"});
    AmountTest test;
    if (const auto asset = value.member("asset"))
        test.asset = readAsset(*asset);
    const auto bound = [&value, &test](std::string_view name) -> std::optional<money::Amount> {
        const auto found = value.member(name);
        if (!found)
            return std::nullopt;
        return test.asset.empty() ? found->usd() : found->atomic();
    };
    test.above = bound("above");
    test.from = bound("from");
    test.to = bound("to");
    if (test.above && test.from)
        value.note(PolicyError::Contradiction);
    if (!test.above && !test.from && !test.to)
        value.note(PolicyError::MissingKey);
    if (test.to && ((test.from && *test.from > *test.to) || (test.above && *test.above >= *test.to)))
        value.note(PolicyError::Contradiction);
    return test;
}

/// "HH:MM" in minutes; "24:00" only as an end.
int readMinute(const DocumentValue& value, int most)
{
    const std::string text = value.text();
    const auto digit = [&text](std::size_t at) {
        return text[at] >= '0' && text[at] <= '9' ? text[at] - '0' : -1000;
    };
    const bool hasForm = text.size() == 5 && text[2] == ':';
    const int minute = hasForm ? (digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4) : -1;
    if (minute < 0 || minute > most || digit(3) > 5) {
        value.note(PolicyError::BadValue);
        return 0;
    }
    return minute;
}

TimeTest readTime(const DocumentValue& value)
{
    value.expectMembers({"zone", "weekdays", "from", "to"});
    TimeTest test;
    if (const auto zone = value.required("zone"))
        test.zone = zone->zone();
    if (const auto weekdays = value.member("weekdays")) {
        test.weekdays = 0;
        weekdays->forEach(kWeekdayWords.size(), [&test](const DocumentValue& each) {
            const auto found = std::ranges::find(kWeekdayWords, std::string_view(each.text()));
            if (found == kWeekdayWords.end())
                return each.note(PolicyError::BadValue);
            test.weekdays = static_cast<std::uint8_t>(test.weekdays | 1U << (found - kWeekdayWords.begin()));
        });
        if (test.weekdays == 0)
            weekdays->note(PolicyError::BadValue);
    }
    const auto from = value.member("from");
    const auto to = value.member("to");
    if (from)
        test.fromMinute = readMinute(*from, kMinutesOfADay - 1);
    if (to)
        test.toMinute = readMinute(*to, kMinutesOfADay);
    if (test.fromMinute == test.toMinute)
        value.note(PolicyError::Contradiction);
    return test;
}

PriceTest readPrice(const DocumentValue& value)
{
    value.expectMembers({"differsByPercent", "last", "direction"});
    PriceTest test;
    if (const auto percent = value.required("differsByPercent"))
        test.percent = static_cast<unsigned>(percent->number(1, kMaxPercent));
    if (const auto last = value.member("last"))
        test.last = static_cast<unsigned>(last->number(1, static_cast<std::int64_t>(kRememberedAmounts)));
    if (const auto direction = value.member("direction"))
        test.direction = direction->oneOf(kDirectionWords);
    return test;
}

Condition readCondition(const DocumentValue& value, Verdict verdict)
{
    value.expectMembers({"agents", "agentTags", "hosts", "paths", "methods", "networks", "assets", "schemes",
                         "dialects", "payTo", "interfaces", "tools", "tasks", "amount", "firstToHost",
                         "firstToPayTo", "payToChanged", "price", "time"});
    Condition condition;
    for (const auto& [word, field] : kTextFieldWords) {
        const auto list = value.member(word);
        if (!list)
            continue;
        const bool isClaim = field == TextField::ClaimedTool || field == TextField::ClaimedTask;
        if (isClaim && verdict == Verdict::Allow)
            list->note(PolicyError::ClaimInAllow);
        condition.emplace_back(TextTest{.field = field, .anyOf = readTexts(*list, field)});
    }
    if (const auto amount = value.member("amount"))
        condition.emplace_back(readAmount(*amount));
    for (const auto& [word, question] : kHistoryWords) {
        if (const auto expected = value.member(word))
            condition.emplace_back(HistoryTest{.question = question, .expected = expected->flag()});
    }
    if (const auto price = value.member("price"))
        condition.emplace_back(readPrice(*price));
    if (const auto time = value.member("time"))
        condition.emplace_back(readTime(*time));
    return condition;
}

Rule readRule(const DocumentValue& value)
{
    value.expectMembers({"name", "verdict", "when"});
    Rule rule;
    if (const auto name = value.required("name"))
        rule.name = name->plainLine(kMaxNameBytes);
    if (const auto verdict = value.required("verdict"))
        rule.verdict = verdict->oneOf(kVerdictWords);
    if (const auto when = value.required("when"))
        rule.when = readCondition(*when, rule.verdict);
    return rule;
}

Limit readLimit(const DocumentValue& value)
{
    value.expectMembers({"usd", "asset", "atomic", "payments"});
    const auto usd = value.member("usd");
    const auto asset = value.member("asset");
    const auto atomic = value.member("atomic");
    const auto payments = value.member("payments");
    const int kinds = (usd ? 1 : 0) + (asset || atomic ? 1 : 0) + (payments ? 1 : 0);
    if (kinds > 1)
        value.note(PolicyError::Contradiction);
    if (payments)
        return CountLimit{static_cast<std::uint64_t>(payments->number(0, kMaxCount))};
    if (asset || atomic) {
        AssetLimit limit;
        if (const auto token = value.required("asset"))
            limit.asset = readAsset(*token);
        if (const auto digits = value.required("atomic"))
            limit.atomic = digits->atomic();
        return limit;
    }
    UsdLimit limit;
    if (const auto amount = value.required("usd"))
        limit.micro = amount->usd();
    return limit;
}

Window readWindow(const DocumentValue& value)
{
    value.expectMembers({"rollingSeconds", "calendar", "zone", "lifetime"});
    const auto rolling = value.member("rollingSeconds");
    const auto calendar = value.member("calendar");
    const auto lifetime = value.member("lifetime");
    const auto zone = value.member("zone");
    const int kinds = (rolling ? 1 : 0) + (calendar ? 1 : 0) + (lifetime ? 1 : 0);
    if (kinds > 1 || (zone && !calendar))
        value.note(PolicyError::Contradiction);
    if (rolling)
        return RollingWindow{rolling->number(kMinRollingSeconds, kMaxRollingSeconds)};
    if (lifetime) {
        if (!lifetime->flag())
            lifetime->note(PolicyError::BadValue);
        return LifetimeWindow{};
    }
    CalendarWindow window;
    if (const auto unit = value.required("calendar"))
        window.unit = unit->oneOf(kCalendarWords);
    if (zone)
        window.zone = zone->zone();
    return window;
}

BudgetScope readScope(const DocumentValue& value)
{
    value.expectMembers({"agents", "agentTags", "hosts", "payTo", "networks", "assets"});
    const auto texts = [&value](std::string_view name, TextField field) {
        const auto list = value.member(name);
        return list ? readTexts(*list, field) : std::vector<std::string>();
    };
    return {.agents = texts("agents", TextField::Agent),
            .agentTags = texts("agentTags", TextField::AgentTag),
            .hosts = texts("hosts", TextField::Host),
            .payTo = texts("payTo", TextField::PayTo),
            .networks = texts("networks", TextField::Network),
            .assets = texts("assets", TextField::Asset)};
}

Budget readBudget(const DocumentValue& value)
{
    value.expectMembers({"name", "limit", "window", "per", "only", "whenExceeded"});
    Budget budget;
    if (const auto name = value.required("name"))
        budget.name = name->plainLine(kMaxNameBytes);
    if (const auto limit = value.required("limit"))
        budget.limit = readLimit(*limit);
    if (const auto window = value.required("window"))
        budget.window = readWindow(*window);
    if (const auto per = value.member("per")) {
        per->forEach(kDimensionWords.size(), [&budget](const DocumentValue& each) {
            const Dimension dimension = each.oneOf(kDimensionWords);
            if (std::ranges::find(budget.per, dimension) != budget.per.end())
                each.note(PolicyError::RepeatedName);
            budget.per.push_back(dimension);
        });
        std::ranges::sort(budget.per);
    }
    if (const auto only = value.member("only"))
        budget.only = readScope(*only);
    if (const auto verdict = value.member("whenExceeded")) {
        budget.whenExceeded = verdict->oneOf(kVerdictWords);
        if (budget.whenExceeded == Verdict::Allow)
            verdict->note(PolicyError::BadValue);
    }
    return budget;
}

Grant readGrant(const DocumentValue& value)
{
    value.expectMembers({"name", "host", "payTo", "perPaymentUsd", "perDayUsd", "untilSeconds"});
    Grant grant;
    if (const auto name = value.required("name"))
        grant.name = name->plainLine(kMaxNameBytes);
    // For a host, a payee, or both; one for neither would be a rule.
    if (const auto host = value.member("payTo") ? value.member("host") : value.required("host")) {
        grant.host = host->plainLine(kMaxTextBytes);
        if (!canonicalText(TextField::Host, grant.host))
            host->note(PolicyError::BadPattern);
    }
    if (const auto payTo = value.member("payTo")) {
        auto canonical = canonicalText(TextField::PayTo, payTo->plainLine(kMaxTextBytes));
        if (!canonical)
            payTo->note(PolicyError::BadValue);
        grant.payTo = canonical.value_or(std::string());
    }
    if (const auto each = value.required("perPaymentUsd"))
        grant.perPaymentMicro = each->usd();
    if (const auto day = value.required("perDayUsd"))
        grant.perDayMicro = day->usd();
    if (const auto until = value.required("untilSeconds"))
        grant.until = Instant::fromSeconds(until->number(0, kLatestSeconds));
    return grant;
}

/// A list of named things, no name twice.
template <class T>
std::vector<T> readNamed(const DocumentValue& document, std::string_view member, std::size_t most,
                         T (*read)(const DocumentValue&))
{
    std::vector<T> all;
    const auto list = document.member(member);
    if (!list)
        return all;
    std::set<std::string, std::less<>> names;
    list->forEach(most, [&all, &names, read](const DocumentValue& each) {
        if (each.hasFault())
            return;
        all.push_back(read(each));
        if (!names.insert(all.back().name).second)
            each.noteAt("name", PolicyError::RepeatedName);
    });
    return all;
}

Policy readPolicy(const DocumentValue& document)
{
    document.expectMembers({"version", "name", "default", "money", "perPaymentUsd", "maxValiditySeconds",
                            "privateHosts", "preferNetworks", "preferAssets", "rules", "budgets", "grants"});
    Policy policy;
    if (const auto version = document.required("version"))
        (void)version->number(kDocumentVersion, kDocumentVersion);
    if (const auto name = document.required("name"))
        policy.name = name->plainLine(kMaxNameBytes);
    if (const auto otherwise = document.required("default"))
        policy.otherwise = otherwise->oneOf(kVerdictWords);
    if (const auto kind = document.member("money"))
        policy.money = kind->oneOf(kMoneyWords);
    if (const auto cap = document.member("perPaymentUsd"))
        policy.perPaymentMicro = cap->usd();
    if (const auto validity = document.member("maxValiditySeconds"))
        policy.maxValiditySeconds = validity->number(1, kMaxValiditySeconds);
    if (const auto hosts = document.member("privateHosts"))
        policy.privateHosts = readTexts(*hosts, TextField::Host);
    if (const auto networks = document.member("preferNetworks"))
        policy.preferNetworks = readTexts(*networks, TextField::Network);
    if (const auto assets = document.member("preferAssets"))
        policy.preferAssets = readTexts(*assets, TextField::Asset);
    policy.rules = readNamed<Rule>(document, "rules", kMaxRules, readRule);
    policy.budgets = readNamed<Budget>(document, "budgets", kMaxBudgets, readBudget);
    policy.grants = readNamed<Grant>(document, "grants", kMaxGrants, readGrant);
    return policy;
}

} // namespace

Result<Policy, PolicyFault> parsePolicy(std::string_view text)
{
    const auto document =
        parseStrictJson(text, {.maxBytes = kMaxPolicyBytes, .maxDepth = kMaxDepth, .maxValues = kMaxValues});
    if (!document)
        return fail(PolicyFault{PolicyError::NotJson, ""});
    std::optional<PolicyFault> fault;
    Policy policy = readPolicy(DocumentValue(*document, "", fault));
    if (fault)
        return fail(*fault);
    return policy;
}

} // namespace till::policy
