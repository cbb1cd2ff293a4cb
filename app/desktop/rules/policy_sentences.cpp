#include "app/desktop/rules/period_words.h"
#include "app/desktop/rules/sentence_parts.h"
#include "app/desktop/text/display_text.h"
#include "core/policy/policy_words.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace till::desktop {

namespace {

QString text(std::string_view view)
{
    return toText(std::string(view));
}

void sayLimit(Sentence& sentence, const policy::UsdLimit& limit)
{
    say(sentence.parts, RuleWords::tr("when more than %1 is spent"),
        {usdPart(sentence.path + QStringLiteral("/limit/usd"), limit.micro, RuleWords::tr("At most"))});
}

void sayLimit(Sentence& sentence, const policy::AssetLimit& limit)
{
    const QString path = sentence.path + QStringLiteral("/limit/");
    say(sentence.parts, RuleWords::tr("when more than %1 of %2 is spent"),
        {tokenPart(path + QStringLiteral("atomic"), limit.asset, limit.atomic, RuleWords::tr("At most")),
         assetPart(path + QStringLiteral("asset"), limit.asset)});
}

void sayLimit(Sentence& sentence, const policy::CountLimit& limit)
{
    const auto payments = static_cast<std::int64_t>(limit.payments);
    SentencePart count =
        numberPart(sentence.path + QStringLiteral("/limit/payments"), payments,
                   payments == 1 ? RuleWords::tr("1 payment") : RuleWords::tr("%1 payments").arg(payments),
                   RuleWords::tr("At most"));
    count.hint = RuleWords::tr("Number of payments.");
    say(sentence.parts, RuleWords::tr("when more than %1 are made"), {std::move(count)});
}

void sayWindow(Sentence& sentence, const policy::Window& window)
{
    const QString path = sentence.path + QStringLiteral("/window");
    const QString value = periodValue(window);
    SentencePart period =
        choicePart(path, value, RuleWords::tr("Period"), periodChoices(value), PartKind::Period);
    period.text = periodText(value);
    if (const auto* const calendar = std::get_if<policy::CalendarWindow>(&window)) {
        say(sentence.parts, RuleWords::tr("per %1 in %2"),
            {std::move(period), zonePart(path + QStringLiteral("/zone"), calendar->zone)});
    } else {
        say(sentence.parts, RuleWords::tr("in %1"), {std::move(period)});
    }
}

struct DimensionWords {
    policy::Dimension dimension;
    const char* text;
};
constexpr DimensionWords kDimensions[] = {
    {policy::Dimension::Agent, QT_TRANSLATE_NOOP("RuleWords", "agent")},
    {policy::Dimension::AgentTag, QT_TRANSLATE_NOOP("RuleWords", "tag of agents")},
    {policy::Dimension::Host, QT_TRANSLATE_NOOP("RuleWords", "host")},
    {policy::Dimension::PayTo, QT_TRANSLATE_NOOP("RuleWords", "payee")},
    {policy::Dimension::Network, QT_TRANSLATE_NOOP("RuleWords", "network")},
    {policy::Dimension::Asset, QT_TRANSLATE_NOOP("RuleWords", "token")}};

SentencePart dimensionPart(const QString& path, const std::vector<policy::Dimension>& per)
{
    std::vector<PartChoice> choices;
    QStringList chosen;
    QStringList shown;
    for (const DimensionWords& each : kDimensions) {
        const QString word = text(policy::wordFor(policy::kDimensionWords, each.dimension));
        choices.push_back({word, RuleWords::tr(each.text)});
        if (std::find(per.begin(), per.end(), each.dimension) != per.end()) {
            chosen += word;
            shown += RuleWords::tr(each.text);
        }
    }
    SentencePart part = choicePart(path, chosen.join(QLatin1Char('\n')), RuleWords::tr("A sum for each"),
                                   std::move(choices), PartKind::Many);
    part.text = shown.join(RuleWords::tr(" and "));
    part.removePath = path;
    return part;
}

void sayScope(Sentence& sentence, const policy::BudgetScope& only)
{
    struct Entry {
        const char* member;
        const char* clause;
        policy::TextField field;
        const std::vector<std::string>& texts;
    };
    const Entry entries[] = {
        {"agents", QT_TRANSLATE_NOOP("RuleWords", "by the agent %1"), policy::TextField::Agent, only.agents},
        {"agentTags", QT_TRANSLATE_NOOP("RuleWords", "by agents tagged %1"), policy::TextField::AgentTag,
         only.agentTags},
        {"hosts", QT_TRANSLATE_NOOP("RuleWords", "at %1"), policy::TextField::Host, only.hosts},
        {"payTo", QT_TRANSLATE_NOOP("RuleWords", "to %1"), policy::TextField::PayTo, only.payTo},
        {"networks", QT_TRANSLATE_NOOP("RuleWords", "on %1"), policy::TextField::Network, only.networks},
        {"assets", QT_TRANSLATE_NOOP("RuleWords", "in %1"), policy::TextField::Asset, only.assets}};
    const bool isOne = std::count_if(std::begin(entries), std::end(entries),
                                     [](const Entry& each) { return !each.texts.empty(); }) == 1;
    const QString scope = sentence.path + QStringLiteral("/only");
    for (const Entry& each : entries) {
        if (each.texts.empty()) {
            continue;
        }
        const QString path = scope + QLatin1Char('/') + QLatin1String(each.member);
        SentencePart list = listPart(path, each.field, each.texts);
        list.removePath = isOne ? scope : path;
        say(sentence.parts, RuleWords::tr(each.clause), {std::move(list)});
    }
}

/// What a limit can still be narrowed to.
std::vector<PartChoice> missingScopes(const policy::Budget& budget)
{
    std::vector<PartChoice> choices;
    const auto offer = [&choices](bool isMissing, const char* member, const char* words) {
        if (isMissing) {
            choices.push_back({QLatin1String(member), RuleWords::tr(words)});
        }
    };
    offer(budget.per.empty(), "per", QT_TRANSLATE_NOOP("RuleWords", "a sum for each host, payee, …"));
    offer(budget.only.hosts.empty(), "only/hosts", QT_TRANSLATE_NOOP("RuleWords", "only at the hosts …"));
    offer(budget.only.payTo.empty(), "only/payTo", QT_TRANSLATE_NOOP("RuleWords", "only to the payees …"));
    offer(budget.only.networks.empty(), "only/networks",
          QT_TRANSLATE_NOOP("RuleWords", "only on the networks …"));
    offer(budget.only.agentTags.empty(), "only/agentTags",
          QT_TRANSLATE_NOOP("RuleWords", "only by agents tagged …"));
    return choices;
}

SentencePart momentPart(const QString& path, Instant at)
{
    SentencePart part;
    part.kind = PartKind::Moment;
    part.path = path;
    part.label = RuleWords::tr("Until");
    part.hint = RuleWords::tr("Day and time in UTC, for example 2026-12-31 18:00.");
    const QDateTime moment = QDateTime::fromSecsSinceEpoch(at.seconds(), QTimeZone::utc());
    const bool isWhole = at.seconds() % 60 == 0;
    part.value =
        moment.toString(isWhole ? QStringLiteral("yyyy-MM-dd HH:mm") : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    part.text = longTime(at.unixMs, QTimeZone::systemTimeZone());
    return part;
}

Sentence setting(const char* path, const char* pattern, std::vector<SentencePart> values)
{
    Sentence sentence;
    sentence.section = Section::Rest;
    sentence.path = QLatin1String(path);
    say(sentence.parts, RuleWords::tr(pattern), std::move(values));
    return sentence;
}

SentencePart preference(const char* path, policy::TextField field, const std::vector<std::string>& texts,
                        const char* none)
{
    SentencePart part = listPart(QLatin1String(path), field, texts);
    if (texts.empty()) {
        part.text = RuleWords::tr(none);
    } else {
        part.removePath = part.path;
    }
    part.kind = PartKind::Lines; // their order counts
    return part;
}

Sentence capSentence(const policy::Policy& policy)
{
    Sentence sentence;
    sentence.section = Section::Limit;
    sentence.path = QStringLiteral("/perPaymentUsd");
    sentence.name = RuleWords::tr("per payment");
    SentencePart cap =
        usdPart(sentence.path, policy.perPaymentMicro, RuleWords::tr("One payment costs at most"));
    if (policy.perPaymentMicro) {
        cap.removePath = sentence.path;
        say(sentence.parts, RuleWords::tr("when one payment costs more than %1"), {std::move(cap)});
    } else {
        cap.text = RuleWords::tr("Set a limit");
        say(sentence.parts, RuleWords::tr("One payment may cost any amount. %1"), {std::move(cap)});
    }
    return sentence;
}

void addRest(std::vector<Sentence>& all, const policy::Policy& policy)
{
    Sentence otherwise;
    otherwise.section = Section::Rest;
    otherwise.path = QStringLiteral("/default");
    otherwise.verdict = verdictPart(otherwise.path, policy.otherwise, true);
    say(otherwise.parts, RuleWords::tr("everything that nothing above speaks about"));
    all.push_back(std::move(otherwise));
    all.push_back(
        setting("/money", QT_TRANSLATE_NOOP("RuleWords", "Pays with %1"),
                {choicePart(QStringLiteral("/money"),
                            text(policy::wordFor(policy::kMoneyWords, policy.money)), RuleWords::tr("Money"),
                            {{QStringLiteral("any"), RuleWords::tr("any money")},
                             {QStringLiteral("practice"), RuleWords::tr("practice money only")}})}));
    SentencePart validity = numberPart(QStringLiteral("/maxValiditySeconds"), policy.maxValiditySeconds,
                                       QStringLiteral("%1\u00a0s").arg(policy.maxValiditySeconds),
                                       RuleWords::tr("Valid for at most"));
    validity.hint = RuleWords::tr("Seconds, at most 600.");
    all.push_back(setting("/maxValiditySeconds",
                          QT_TRANSLATE_NOOP("RuleWords", "A signature is valid for at most %1"),
                          {std::move(validity)}));
    all.push_back(setting("/privateHosts",
                          QT_TRANSLATE_NOOP("RuleWords", "May fetch from private addresses: %1"),
                          {preference("/privateHosts", policy::TextField::Host, policy.privateHosts,
                                      QT_TRANSLATE_NOOP("RuleWords", "none"))}));
    all.push_back(setting("/preferNetworks",
                          QT_TRANSLATE_NOOP("RuleWords", "Of equal prices, prefers the networks %1"),
                          {preference("/preferNetworks", policy::TextField::Network, policy.preferNetworks,
                                      QT_TRANSLATE_NOOP("RuleWords", "in any order"))}));
    all.push_back(setting("/preferAssets", QT_TRANSLATE_NOOP("RuleWords", "and then the tokens %1"),
                          {preference("/preferAssets", policy::TextField::Asset, policy.preferAssets,
                                      QT_TRANSLATE_NOOP("RuleWords", "in any order"))}));
    all.push_back(setting("/name", QT_TRANSLATE_NOOP("RuleWords", "This policy is called %1"),
                          {linePart(QStringLiteral("/name"), policy.name, RuleWords::tr("Name"))}));
}

} // namespace

Sentence sentenceOf(const policy::Budget& budget, std::size_t index)
{
    Sentence sentence;
    sentence.section = Section::Limit;
    sentence.path = pathOf(QStringLiteral("budgets"), index);
    sentence.name = shownInSentence(budget.name);
    sentence.verdict =
        verdictPart(sentence.path + QStringLiteral("/whenExceeded"), budget.whenExceeded, false);
    sentence.naming = namePart(sentence.path, budget.name);
    std::visit([&sentence](const auto& limit) { sayLimit(sentence, limit); }, budget.limit);
    sayScope(sentence, budget.only);
    sayWindow(sentence, budget.window);
    if (!budget.per.empty()) {
        say(sentence.parts, RuleWords::tr("for each %1"),
            {dimensionPart(sentence.path + QStringLiteral("/per"), budget.per)});
    }
    SentencePart more;
    more.kind = PartKind::Add;
    more.path = sentence.path;
    more.label = RuleWords::tr("Narrow it");
    more.choices = missingScopes(budget);
    if (!more.choices.empty()) {
        sentence.parts.push_back(std::move(more));
    }
    return sentence;
}

Sentence sentenceOf(const policy::Grant& grant, std::size_t index)
{
    Sentence sentence;
    sentence.section = Section::Grant;
    sentence.path = pathOf(QStringLiteral("grants"), index);
    sentence.name = shownInSentence(grant.name);
    sentence.naming = namePart(sentence.path, grant.name);
    const auto line = [&sentence](const char* member, const std::string& value, const char* label) {
        SentencePart part =
            linePart(sentence.path + QLatin1Char('/') + QLatin1String(member), value, RuleWords::tr(label));
        if (value.empty()) {
            part.text = RuleWords::tr("anyone");
        } else if (value.starts_with("0x")) {
            part.text = shortHex(part.text);
        }
        return part;
    };
    SentencePart host = line("host", grant.host, QT_TRANSLATE_NOOP("RuleWords", "Host"));
    SentencePart payTo = line("payTo", grant.payTo, QT_TRANSLATE_NOOP("RuleWords", "Payee"));
    if (!grant.host.empty() && !grant.payTo.empty()) {
        host.removePath = host.path;
        payTo.removePath = payTo.path;
    }
    say(sentence.parts, RuleWords::tr("payments at %1 to %2 up to %3 each and %4 a day until %5"),
        {std::move(host), std::move(payTo),
         usdPart(sentence.path + QStringLiteral("/perPaymentUsd"), grant.perPaymentMicro,
                 RuleWords::tr("Each at most")),
         usdPart(sentence.path + QStringLiteral("/perDayUsd"), grant.perDayMicro,
                 RuleWords::tr("A day at most")),
         momentPart(sentence.path + QStringLiteral("/untilSeconds"), grant.until)});
    return sentence;
}

std::vector<Sentence> sentencesOf(const policy::Policy& policy)
{
    std::vector<Sentence> all{capSentence(policy)};
    for (std::size_t at = 0; at < policy.budgets.size(); ++at) {
        all.push_back(sentenceOf(policy.budgets[at], at));
    }
    for (std::size_t at = 0; at < policy.rules.size(); ++at) {
        all.push_back(sentenceOf(policy.rules[at], at));
    }
    for (std::size_t at = 0; at < policy.grants.size(); ++at) {
        all.push_back(sentenceOf(policy.grants[at], at));
    }
    addRest(all, policy);
    return all;
}

QString keyOf(const Sentence& sentence)
{
    return sentence.naming
               ? sentence.path.section(QLatin1Char('/'), 1, 1) + QLatin1Char('/') + sentence.naming->value
               : sentence.path;
}

QString plainText(const Sentence& sentence)
{
    QStringList words;
    if (sentence.verdict) {
        words += sentence.verdict->text;
    } else if (sentence.section == Section::Grant) {
        words += RuleWords::tr("Allow");
    } else if (sentence.path == QLatin1String("/perPaymentUsd") && !sentence.parts.empty() &&
               std::any_of(sentence.parts.begin(), sentence.parts.end(),
                           [](const SentencePart& each) { return !each.value.isEmpty(); })) {
        words += RuleWords::tr("Deny");
    }
    for (const SentencePart& each : sentence.parts) {
        if (each.kind != PartKind::Add) {
            words += each.text;
        }
    }
    return words.join(QLatin1Char(' '));
}

} // namespace till::desktop
