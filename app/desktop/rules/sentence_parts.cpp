#include "app/desktop/rules/sentence_parts.h"

#include "app/desktop/text/display_text.h"
#include "core/money/registry.h"
#include "core/policy/payment_facts.h"
#include "core/policy/policy_words.h"
#include "core/support/plain_text.h"

#include <algorithm>

namespace till::desktop {

namespace {

constexpr std::size_t kShownBytes = 56;
constexpr std::size_t kFindingBytes = 400;
constexpr qsizetype kShownItems = 3;

const money::Asset* assetNamed(const std::string& text)
{
    const auto slash = text.rfind('/');
    return slash == std::string::npos
               ? nullptr
               : money::Registry::builtIn().asset(text.substr(0, slash), text.substr(slash + 1));
}

struct FieldWords {
    const char* label;
    const char* hint;
};

/// No default: a new field needs its words here.
FieldWords wordsOf(policy::TextField field)
{
    switch (field) {
    case policy::TextField::Agent:
        return {QT_TRANSLATE_NOOP("RuleWords", "Agents"),
                QT_TRANSLATE_NOOP("RuleWords", "One id a line, as the Agents screen shows it.")};
    case policy::TextField::AgentTag:
        return {QT_TRANSLATE_NOOP("RuleWords", "Agents' tags"),
                QT_TRANSLATE_NOOP("RuleWords", "One a line.")};
    case policy::TextField::Host:
        return {
            QT_TRANSLATE_NOOP("RuleWords", "Hosts"),
            QT_TRANSLATE_NOOP("RuleWords", "One a line. *.example.com means every name below example.com.")};
    case policy::TextField::Path:
        return {
            QT_TRANSLATE_NOOP("RuleWords", "Paths"),
            QT_TRANSLATE_NOOP("RuleWords", "One a line, such as /v1/*. A star stands for any characters.")};
    case policy::TextField::Method:
        return {QT_TRANSLATE_NOOP("RuleWords", "HTTP methods"),
                QT_TRANSLATE_NOOP("RuleWords", "One a line, in capitals: GET, POST.")};
    case policy::TextField::Network:
        return {QT_TRANSLATE_NOOP("RuleWords", "Networks"), ""};
    case policy::TextField::Asset:
        return {QT_TRANSLATE_NOOP("RuleWords", "Tokens"),
                QT_TRANSLATE_NOOP("RuleWords", "One a line: network, slash, address of the token.")};
    case policy::TextField::Scheme:
        return {QT_TRANSLATE_NOOP("RuleWords", "Schemes"),
                QT_TRANSLATE_NOOP("RuleWords", "One a line, such as exact.")};
    case policy::TextField::Dialect:
        return {QT_TRANSLATE_NOOP("RuleWords", "Dialects"), ""};
    case policy::TextField::PayTo:
        return {QT_TRANSLATE_NOOP("RuleWords", "Payees"),
                QT_TRANSLATE_NOOP("RuleWords", "One address a line.")};
    case policy::TextField::Interface:
        return {QT_TRANSLATE_NOOP("RuleWords", "Ways in"), ""};
    case policy::TextField::ClaimedTool:
        return {
            QT_TRANSLATE_NOOP("RuleWords", "Tools"),
            QT_TRANSLATE_NOOP("RuleWords",
                              "One a line. An agent says it of itself, so it can ask or deny, never allow.")};
    case policy::TextField::ClaimedTask:
        return {
            QT_TRANSLATE_NOOP("RuleWords", "Tasks"),
            QT_TRANSLATE_NOOP("RuleWords",
                              "One a line. An agent says it of itself, so it can ask or deny, never allow.")};
    }
    return {"", ""};
}

std::vector<PartChoice> choicesOf(policy::TextField field)
{
    std::vector<PartChoice> choices;
    if (field == policy::TextField::Network) {
        for (const money::Network& each : money::Registry::builtIn().networks()) {
            choices.push_back({toText(each.caip2), toText(each.displayName)});
        }
    } else if (field == policy::TextField::Interface) {
        for (const std::string_view each : policy::kInterfaceWords) {
            const QString word = toText(std::string(each));
            choices.push_back({word, interfaceName(word)});
        }
    } else if (field == policy::TextField::Dialect) {
        for (const std::string_view each : policy::kDialectWords) {
            choices.push_back({toText(std::string(each)), toText(std::string(each))});
        }
    }
    return choices;
}

QString shownAs(policy::TextField field, const std::string& text)
{
    switch (field) {
    case policy::TextField::Network:
        return networkName(text);
    case policy::TextField::Asset:
        return tokenName(text);
    case policy::TextField::PayTo:
        return shortHex(shownInSentence(text));
    case policy::TextField::Interface:
        return interfaceName(toText(text));
    default:
        return shownInSentence(text);
    }
}

} // namespace

void say(std::vector<SentencePart>& sentence, const QString& pattern, std::vector<SentencePart> values)
{
    const QStringList words = pattern.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString& word : words) {
        const bool isPlace = word.size() == 2 && word.front() == QLatin1Char('%') && word.back().isDigit();
        const int place = isPlace ? word.back().digitValue() - 1 : -1;
        if (place >= 0 && place < static_cast<int>(values.size())) {
            sentence.push_back(std::move(values[static_cast<std::size_t>(place)]));
        } else {
            SentencePart part;
            part.text = word;
            sentence.push_back(std::move(part));
        }
    }
}

QString pathOf(const QString& list, std::size_t index)
{
    return QStringLiteral("/%1/%2").arg(list).arg(index);
}

QString shownInSentence(const std::string& text)
{
    return toText(toVisibleText(text, kShownBytes));
}

QString shownFinding(const std::string& text)
{
    return toText(toVisibleText(text, kFindingBytes));
}

QString shownList(const QStringList& shown)
{
    QStringList items = shown.mid(0, kShownItems);
    const qsizetype more = shown.size() - items.size();
    if (more > 0) {
        items += RuleWords::tr("%1 more").arg(more);
    }
    return items.join(RuleWords::tr(" or "));
}

QString linesOf(const std::vector<std::string>& texts)
{
    QStringList lines;
    for (const std::string& each : texts) {
        lines += toText(each);
    }
    return lines.join(QLatin1Char('\n'));
}

QString networkName(const std::string& caip2)
{
    const money::Network* network = money::Registry::builtIn().networkByCaip2(caip2);
    return network == nullptr ? shownInSentence(caip2) : toText(network->displayName);
}

QString tokenName(const std::string& asset)
{
    const money::Asset* known = assetNamed(asset);
    if (known != nullptr) {
        return RuleWords::tr("%1 on %2").arg(toText(known->symbol), networkName(known->network));
    }
    const QString text = shownInSentence(asset);
    return QStringLiteral("%1 %2").arg(text.section(QLatin1Char('/'), 0, 0),
                                       shortHex(text.section(QLatin1Char('/'), 1)));
}

SentencePart usdPart(const QString& path, const std::optional<money::Amount>& micro, const QString& label)
{
    SentencePart part;
    part.kind = PartKind::Usd;
    part.path = path;
    part.label = label;
    part.hint = RuleWords::tr("In USD, for example 2.50.");
    if (micro) {
        part.value = toText(micro->toDecimal(policy::kUsdDecimals));
        part.text = QStringLiteral("%1\u00a0USD").arg(part.value);
    }
    return part;
}

SentencePart tokenPart(const QString& path, const std::string& asset, const money::Amount& atomic,
                       const QString& label)
{
    const money::Asset* known = assetNamed(asset);
    SentencePart part;
    part.kind = PartKind::Token;
    part.path = path;
    part.label = label;
    part.asset = toText(asset);
    part.value = toText(known != nullptr ? atomic.toDecimal(known->decimals) : atomic.toAtomic());
    part.text = QStringLiteral("%1\u00a0%2")
                    .arg(part.value, known != nullptr ? toText(known->symbol) : RuleWords::tr("units"));
    part.hint = known != nullptr
                    ? RuleWords::tr("In %1, for example 2.50.").arg(toText(known->symbol))
                    : RuleWords::tr("This token is not known: whole numbers of its smallest unit.");
    return part;
}

SentencePart assetPart(const QString& path, const std::string& asset)
{
    SentencePart part = linePart(path, asset, RuleWords::tr("Token"));
    part.text = tokenName(asset);
    part.hint = RuleWords::tr("Network, slash, address of the token.");
    return part;
}

SentencePart numberPart(const QString& path, std::int64_t number, const QString& text, const QString& label)
{
    SentencePart part;
    part.kind = PartKind::Number;
    part.path = path;
    part.label = label;
    part.value = QString::number(number);
    part.text = text;
    return part;
}

SentencePart choicePart(const QString& path, const QString& value, const QString& label,
                        std::vector<PartChoice> choices, PartKind kind)
{
    SentencePart part;
    part.kind = kind;
    part.path = path;
    part.label = label;
    part.value = value;
    part.text = value;
    for (const PartChoice& each : choices) {
        if (each.value == value) {
            part.text = each.text;
        }
    }
    part.choices = std::move(choices);
    return part;
}

SentencePart linePart(const QString& path, const std::string& text, const QString& label)
{
    SentencePart part;
    part.kind = PartKind::Line;
    part.path = path;
    part.label = label;
    part.value = toText(text);
    part.text = shownInSentence(text);
    return part;
}

SentencePart zonePart(const QString& path, const policy::TimeZone& zone)
{
    SentencePart part = linePart(path, zone.name(), RuleWords::tr("Time zone"));
    part.hint = RuleWords::tr("For example Europe/Berlin.");
    return part;
}

SentencePart namePart(const QString& path, const std::string& name)
{
    SentencePart part = linePart(path + QStringLiteral("/name"), name, RuleWords::tr("Name"));
    part.hint = RuleWords::tr("It stands in prompts and in the ledger when this decides.");
    return part;
}

SentencePart verdictPart(const QString& path, policy::Verdict verdict, bool mayAllow)
{
    std::vector<PartChoice> choices;
    if (mayAllow) {
        choices.push_back({QStringLiteral("allow"), RuleWords::tr("Allow")});
    }
    choices.push_back({QStringLiteral("ask"), RuleWords::tr("Ask")});
    choices.push_back({QStringLiteral("deny"), RuleWords::tr("Deny")});
    const auto word = policy::wordFor(policy::kVerdictWords, verdict);
    return choicePart(path, toText(std::string(word)), RuleWords::tr("Outcome"), std::move(choices));
}

SentencePart listPart(const QString& path, policy::TextField field, const std::vector<std::string>& texts)
{
    const FieldWords words = wordsOf(field);
    SentencePart part;
    part.kind = PartKind::Lines;
    part.path = path;
    part.label = RuleWords::tr(words.label);
    part.hint = *words.hint == '\0' ? QString() : RuleWords::tr(words.hint);
    part.value = linesOf(texts);
    part.choices = choicesOf(field);
    QStringList shown;
    for (const std::string& each : texts) {
        shown += shownAs(field, each);
        const QString value = toText(each);
        const bool isOffered =
            std::any_of(part.choices.begin(), part.choices.end(),
                        [&value](const PartChoice& choice) { return choice.value == value; });
        if (!part.choices.empty() && !isOffered) {
            part.choices.push_back({value, shownAs(field, each)});
        }
    }
    if (!part.choices.empty()) {
        part.kind = PartKind::Many;
    }
    part.text = shownList(shown);
    return part;
}

} // namespace till::desktop
