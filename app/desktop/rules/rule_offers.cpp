#include "app/desktop/rules/rule_offers.h"

#include "app/desktop/rules/sentence_parts.h"
#include "core/policy/policy_words.h"
#include "core/support/json.h"

#include <algorithm>

namespace till::desktop {

namespace {

using PolicyJson = nlohmann::json;

constexpr std::string_view kListMembers[] = {"hosts",    "payTo",      "paths",     "methods",
                                             "networks", "interfaces", "agentTags", "tools"};

struct RuleOffer {
    const char* key;
    const char* text;
    const char* stem; ///< of its name
    const char* verdict;
    const char* member; ///< of "when"
};
constexpr RuleOffer kRules[] = {
    {"rule:ask-above", QT_TRANSLATE_NOOP("RuleWords", "Ask above an amount"), "ask above", "ask",
     "amount/above"},
    {"rule:allow-host", QT_TRANSLATE_NOOP("RuleWords", "Allow some hosts"), "allowed hosts", "allow",
     "hosts"},
    {"rule:deny-host", QT_TRANSLATE_NOOP("RuleWords", "Deny some hosts"), "denied hosts", "deny", "hosts"},
    {"rule:allow-small", QT_TRANSLATE_NOOP("RuleWords", "Allow small amounts"), "small amounts", "allow",
     "amount/to"},
    {"rule:ask-new", QT_TRANSLATE_NOOP("RuleWords", "Ask at a new merchant"), "new merchant", "ask",
     "firstToHost"},
    {"rule:ask-payee", QT_TRANSLATE_NOOP("RuleWords", "Ask when the payee changes"), "changed payee", "ask",
     "payToChanged"},
    {"rule:ask-price", QT_TRANSLATE_NOOP("RuleWords", "Ask when a price rises"), "price rises", "ask",
     "price"},
    {"rule:deny-payee", QT_TRANSLATE_NOOP("RuleWords", "Deny some payees"), "denied payees", "deny", "payTo"},
    {"rule:deny-time", QT_TRANSLATE_NOOP("RuleWords", "Deny at certain times"), "times", "deny", "time"},
};

struct LimitOffer {
    const char* key;
    const char* text;
    const char* stem;
};
constexpr LimitOffer kLimits[] = {
    {"limit:day", QT_TRANSLATE_NOOP("RuleWords", "An amount a day"), "day"},
    {"limit:month", QT_TRANSLATE_NOOP("RuleWords", "An amount a month"), "month"},
    {"limit:minute", QT_TRANSLATE_NOOP("RuleWords", "A number of payments a minute"), "minute"},
    {"limit:host", QT_TRANSLATE_NOOP("RuleWords", "An amount a day for each host"), "host"}};

PolicyJson startOf(const std::string& member, const std::string& zone)
{
    if (member == "amount/above" || member == "amount/to") {
        return "1.00";
    }
    if (member == "price") {
        return PolicyJson{{"differsByPercent", 50}};
    }
    if (member == "time") {
        return PolicyJson{{"zone", zone}, {"from", "22:00"}, {"to", "06:00"}};
    }
    return true; // a question about the merchant
}

std::string nextIndex(const PolicyDocument& document, const std::string& list)
{
    int index = 0;
    while (document.has(list + "/" + std::to_string(index))) {
        ++index;
    }
    return std::to_string(index);
}

PolicyJson limitOf(const QString& key, const std::string& zone)
{
    if (key == QLatin1String("limit:minute")) {
        return {{"limit", {{"payments", 60}}}, {"window", {{"rollingSeconds", 60}}}};
    }
    const bool isMonth = key == QLatin1String("limit:month");
    PolicyJson budget = {{"limit", {{"usd", isMonth ? "50.00" : "5.00"}}},
                         {"window", {{"calendar", isMonth ? "month" : "day"}, {"zone", zone}}}};
    if (key == QLatin1String("limit:host")) {
        budget["per"] = PolicyJson::array({"host"});
    }
    return budget;
}

} // namespace

std::vector<PartChoice> ruleOffers()
{
    std::vector<PartChoice> choices;
    for (const RuleOffer& each : kRules) {
        choices.push_back({QLatin1String(each.key), RuleWords::tr(each.text)});
    }
    return choices;
}

std::vector<PartChoice> limitOffers()
{
    std::vector<PartChoice> choices;
    for (const LimitOffer& each : kLimits) {
        choices.push_back({QLatin1String(each.key), RuleWords::tr(each.text)});
    }
    return choices;
}

Addition additionFor(const PolicyDocument& document, const QString& offer, const std::string& zone)
{
    for (const LimitOffer& each : kLimits) {
        if (offer == QLatin1String(each.key)) {
            PolicyJson budget = limitOf(offer, zone);
            budget["name"] = document.freeName("/budgets", each.stem);
            return {{{"/budgets/" + nextIndex(document, "/budgets"), budget.dump()}}, {}};
        }
    }
    for (const RuleOffer& each : kRules) {
        if (offer == QLatin1String(each.key)) {
            const std::string path = "/rules/" + nextIndex(document, "/rules");
            PolicyJson rule = {{"name", document.freeName("/rules", each.stem)},
                               {"verdict", each.verdict},
                               {"when", PolicyJson::object()}};
            Addition addition =
                partFor(QString::fromStdString(path + "/when"), QLatin1String(each.member), zone);
            addition.changes.insert(addition.changes.begin(), {path, rule.dump()});
            return addition;
        }
    }
    return {};
}

Addition partFor(const QString& path, const QString& member, const std::string& zone)
{
    const QString place = path + QLatin1Char('/') + member;
    const std::string last = member.section(QLatin1Char('/'), -1).toStdString();
    if (member == QLatin1String("per")) {
        return {{{place.toStdString(), jsonText(std::vector<std::string>{"host"})}}, {}};
    }
    const auto field = policy::meaningOf(policy::kTextFieldWords, last);
    if (field &&
        std::find(std::begin(kListMembers), std::end(kListMembers), last) != std::end(kListMembers)) {
        return {{}, listPart(place, *field, {})};
    }
    return {{{place.toStdString(), startOf(member.toStdString(), zone).dump()}}, {}};
}

} // namespace till::desktop
