#include "app/desktop/rules/sentence_parts.h"
#include "app/desktop/text/display_text.h"
#include "core/policy/policy_words.h"

#include <algorithm>

namespace till::desktop {

namespace {

constexpr const char* kWeekdays[] = {
    QT_TRANSLATE_NOOP("RuleWords", "Mon"), QT_TRANSLATE_NOOP("RuleWords", "Tue"),
    QT_TRANSLATE_NOOP("RuleWords", "Wed"), QT_TRANSLATE_NOOP("RuleWords", "Thu"),
    QT_TRANSLATE_NOOP("RuleWords", "Fri"), QT_TRANSLATE_NOOP("RuleWords", "Sat"),
    QT_TRANSLATE_NOOP("RuleWords", "Sun")};
constexpr unsigned kEveryDay = 0x7f;
constexpr int kMinutesOfAnHour = 60;

QString text(std::string_view view)
{
    return toText(std::string(view));
}

/// No default: a new field needs its clause here.
const char* clauseOf(policy::TextField field)
{
    switch (field) {
    case policy::TextField::Agent:
        return QT_TRANSLATE_NOOP("RuleWords", "comes from the agent %1");
    case policy::TextField::AgentTag:
        return QT_TRANSLATE_NOOP("RuleWords", "comes from an agent tagged %1");
    case policy::TextField::Host:
        return QT_TRANSLATE_NOOP("RuleWords", "goes to %1");
    case policy::TextField::Path:
        return QT_TRANSLATE_NOOP("RuleWords", "asks for the path %1");
    case policy::TextField::Method:
        return QT_TRANSLATE_NOOP("RuleWords", "uses the method %1");
    case policy::TextField::Network:
        return QT_TRANSLATE_NOOP("RuleWords", "is made on %1");
    case policy::TextField::Asset:
        return QT_TRANSLATE_NOOP("RuleWords", "is made in %1");
    case policy::TextField::Scheme:
        return QT_TRANSLATE_NOOP("RuleWords", "uses the scheme %1");
    case policy::TextField::Dialect:
        return QT_TRANSLATE_NOOP("RuleWords", "uses the dialect %1");
    case policy::TextField::PayTo:
        return QT_TRANSLATE_NOOP("RuleWords", "is paid to %1");
    case policy::TextField::Interface:
        return QT_TRANSLATE_NOOP("RuleWords", "comes through %1");
    case policy::TextField::ClaimedTool:
        return QT_TRANSLATE_NOOP("RuleWords", "is said to be for the tool %1");
    case policy::TextField::ClaimedTask:
        return QT_TRANSLATE_NOOP("RuleWords", "is said to be for the task %1");
    }
    return "%1";
}

/// Says one test after another, all of one rule.
class Clauses {
public:
    Clauses(std::vector<SentencePart>& sentence, QString when) : m_sentence(sentence), m_when(std::move(when))
    {
    }

    void add(const policy::Condition& condition)
    {
        for (const policy::Test& test : condition) {
            if (&test != &condition.front()) {
                say(m_sentence, RuleWords::tr("and"));
            }
            std::visit([this](const auto& each) { clause(each); }, test);
        }
    }

private:
    void clause(const policy::TextTest& test)
    {
        const QString path = m_when + text(policy::wordFor(policy::kTextFieldWords, test.field));
        SentencePart list = listPart(path, test.field, test.anyOf);
        list.removePath = path;
        say(m_sentence, RuleWords::tr(clauseOf(test.field)), {std::move(list)});
    }

    void clause(const policy::AmountTest& test)
    {
        const QString path = m_when + QStringLiteral("amount");
        const int bounds = (test.above ? 1 : 0) + (test.from ? 1 : 0) + (test.to ? 1 : 0);
        const auto bound = [&](const char* member, const money::Amount& amount, const char* label) {
            const QString at = path + QLatin1Char('/') + QLatin1String(member);
            SentencePart part = test.asset.empty() ? usdPart(at, amount, RuleWords::tr(label))
                                                   : tokenPart(at, test.asset, amount, RuleWords::tr(label));
            part.removePath = bounds == 1 ? path : at;
            return part;
        };
        const char* joint = "";
        if (test.above) {
            say(m_sentence, RuleWords::tr("costs more than %1"),
                {bound("above", *test.above, QT_TRANSLATE_NOOP("RuleWords", "Costs more than"))});
            joint = QT_TRANSLATE_NOOP("RuleWords", "and at most %1");
        } else if (test.from) {
            say(m_sentence, RuleWords::tr("costs at least %1"),
                {bound("from", *test.from, QT_TRANSLATE_NOOP("RuleWords", "Costs at least"))});
            joint = QT_TRANSLATE_NOOP("RuleWords", "and at most %1");
        } else {
            joint = QT_TRANSLATE_NOOP("RuleWords", "costs at most %1");
        }
        if (test.to) {
            say(m_sentence, RuleWords::tr(joint),
                {bound("to", *test.to, QT_TRANSLATE_NOOP("RuleWords", "Costs at most"))});
        }
        if (!test.asset.empty()) {
            say(m_sentence, RuleWords::tr("in %1"), {assetPart(path + QStringLiteral("/asset"), test.asset)});
        }
    }

    void clause(const policy::HistoryTest& test)
    {
        struct Face {
            const char* clause;
            const char* yes;
            const char* no;
            const char* label;
        };
        static constexpr Face kFaces[] = {
            {QT_TRANSLATE_NOOP("RuleWords", "goes to a host that was %1"),
             QT_TRANSLATE_NOOP("RuleWords", "never paid"), QT_TRANSLATE_NOOP("RuleWords", "paid before"),
             QT_TRANSLATE_NOOP("RuleWords", "Host")},
            {QT_TRANSLATE_NOOP("RuleWords", "is paid to a payee that was %1"),
             QT_TRANSLATE_NOOP("RuleWords", "never paid"), QT_TRANSLATE_NOOP("RuleWords", "paid before"),
             QT_TRANSLATE_NOOP("RuleWords", "Payee")},
            {QT_TRANSLATE_NOOP("RuleWords", "is paid to %1"),
             QT_TRANSLATE_NOOP("RuleWords", "another payee than last time"),
             QT_TRANSLATE_NOOP("RuleWords", "the same payee as last time"),
             QT_TRANSLATE_NOOP("RuleWords", "Payee")}};
        const Face& face = kFaces[static_cast<std::size_t>(test.question)];
        const QString path = m_when + text(policy::wordFor(policy::kHistoryWords, test.question));
        SentencePart part = choicePart(path, test.expected ? QStringLiteral("true") : QStringLiteral("false"),
                                       RuleWords::tr(face.label),
                                       {{QStringLiteral("true"), RuleWords::tr(face.yes)},
                                        {QStringLiteral("false"), RuleWords::tr(face.no)}},
                                       PartKind::Flag);
        part.removePath = path;
        say(m_sentence, RuleWords::tr(face.clause), {std::move(part)});
    }

    void clause(const policy::PriceTest& test)
    {
        const QString path = m_when + QStringLiteral("price");
        SentencePart percent =
            numberPart(path + QStringLiteral("/differsByPercent"), test.percent,
                       QStringLiteral("%1\u00a0%").arg(test.percent), RuleWords::tr("Differs by more than"));
        percent.hint = RuleWords::tr("In percent.");
        SentencePart direction = choicePart(path + QStringLiteral("/direction"),
                                            text(policy::wordFor(policy::kDirectionWords, test.direction)),
                                            RuleWords::tr("Direction"),
                                            {{QStringLiteral("up"), RuleWords::tr("above")},
                                             {QStringLiteral("down"), RuleWords::tr("below")},
                                             {QStringLiteral("either"), RuleWords::tr("away from")}});
        SentencePart last = numberPart(path + QStringLiteral("/last"), test.last, QString::number(test.last),
                                       RuleWords::tr("Compared with the last"));
        last.hint = RuleWords::tr("Payments to the same method, host and path.");
        for (SentencePart* each : {&percent, &direction, &last}) {
            each->removePath = path;
        }
        say(m_sentence, RuleWords::tr("costs over %1 %2 the median of the last %3 there"),
            {std::move(percent), std::move(direction), std::move(last)});
    }

    void clause(const policy::TimeTest& test)
    {
        const QString path = m_when + QStringLiteral("time");
        std::vector<PartChoice> choices;
        QStringList chosen;
        QStringList shown;
        for (std::size_t day = 0; day < policy::kWeekdayWords.size(); ++day) {
            choices.push_back({text(policy::kWeekdayWords[day]), RuleWords::tr(kWeekdays[day])});
            if ((static_cast<unsigned>(test.weekdays) >> day & 1U) != 0) {
                chosen += text(policy::kWeekdayWords[day]);
                shown += RuleWords::tr(kWeekdays[day]);
            }
        }
        SentencePart days = choicePart(path + QStringLiteral("/weekdays"), chosen.join(QLatin1Char('\n')),
                                       RuleWords::tr("Days"), std::move(choices), PartKind::Many);
        days.text = test.weekdays == kEveryDay ? RuleWords::tr("any day") : shown.join(QStringLiteral(", "));
        SentencePart from = clock(path + QStringLiteral("/from"), test.fromMinute, RuleWords::tr("From"));
        SentencePart to = clock(path + QStringLiteral("/to"), test.toMinute, RuleWords::tr("Until"));
        SentencePart zone = zonePart(path + QStringLiteral("/zone"), test.zone);
        for (SentencePart* each : {&days, &from, &to, &zone}) {
            each->removePath = path;
        }
        say(m_sentence, RuleWords::tr("is made on %1 between %2 and %3 in %4"),
            {std::move(days), std::move(from), std::move(to), std::move(zone)});
    }

    static SentencePart clock(const QString& path, int minute, const QString& label)
    {
        SentencePart part;
        part.kind = PartKind::Clock;
        part.path = path;
        part.label = label;
        part.value = QStringLiteral("%1:%2")
                         .arg(minute / kMinutesOfAnHour, 2, 10, QLatin1Char('0'))
                         .arg(minute % kMinutesOfAnHour, 2, 10, QLatin1Char('0'));
        part.text = part.value;
        part.hint = RuleWords::tr("Hours and minutes, for example 08:30.");
        return part;
    }

    std::vector<SentencePart>& m_sentence;
    QString m_when; ///< "/rules/3/when/"
};

bool hasField(const policy::Rule& rule, policy::TextField field)
{
    return std::any_of(rule.when.begin(), rule.when.end(), [field](const policy::Test& each) {
        const auto* const text = std::get_if<policy::TextTest>(&each);
        return text != nullptr && text->field == field;
    });
}

bool hasQuestion(const policy::Rule& rule, policy::HistoryQuestion question)
{
    return std::any_of(rule.when.begin(), rule.when.end(), [question](const policy::Test& each) {
        const auto* const history = std::get_if<policy::HistoryTest>(&each);
        return history != nullptr && history->question == question;
    });
}

template <class Test>
const Test* only(const policy::Rule& rule)
{
    for (const policy::Test& each : rule.when) {
        if (const auto* const found = std::get_if<Test>(&each)) {
            return found;
        }
    }
    return nullptr;
}

} // namespace

Sentence sentenceOf(const policy::Rule& rule, std::size_t index)
{
    Sentence sentence;
    sentence.section = Section::Rule;
    sentence.path = pathOf(QStringLiteral("rules"), index);
    sentence.name = shownInSentence(rule.name);
    sentence.verdict = verdictPart(sentence.path + QStringLiteral("/verdict"), rule.verdict, true);
    sentence.naming = namePart(sentence.path, rule.name);
    if (rule.when.empty()) {
        say(sentence.parts, RuleWords::tr("every payment"));
    } else {
        say(sentence.parts, RuleWords::tr("when a payment"));
        Clauses(sentence.parts, sentence.path + QStringLiteral("/when/")).add(rule.when);
    }
    SentencePart more;
    more.kind = PartKind::Add;
    more.path = sentence.path + QStringLiteral("/when");
    more.label = RuleWords::tr("Add a condition");
    more.choices = missingConditions(rule);
    if (!more.choices.empty()) {
        sentence.parts.push_back(std::move(more));
    }
    return sentence;
}

std::vector<PartChoice> missingConditions(const policy::Rule& rule)
{
    struct Offer {
        const char* member;
        const char* text;
        bool isMissing;
    };
    const auto* const amount = only<policy::AmountTest>(rule);
    const auto lacks = [&rule](policy::TextField field) { return !hasField(rule, field); };
    const bool mayClaim = rule.verdict != policy::Verdict::Allow;
    const Offer offers[] = {
        {"amount/above", QT_TRANSLATE_NOOP("RuleWords", "costs more than …"), amount == nullptr},
        {"amount/to", QT_TRANSLATE_NOOP("RuleWords", "costs at most …"), amount == nullptr || !amount->to},
        {"hosts", QT_TRANSLATE_NOOP("RuleWords", "goes to the hosts …"), lacks(policy::TextField::Host)},
        {"payTo", QT_TRANSLATE_NOOP("RuleWords", "is paid to the payees …"), lacks(policy::TextField::PayTo)},
        {"firstToHost", QT_TRANSLATE_NOOP("RuleWords", "goes to a host that was never paid"),
         !hasQuestion(rule, policy::HistoryQuestion::FirstToHost)},
        {"firstToPayTo", QT_TRANSLATE_NOOP("RuleWords", "is paid to a payee that was never paid"),
         !hasQuestion(rule, policy::HistoryQuestion::FirstToPayTo)},
        {"payToChanged", QT_TRANSLATE_NOOP("RuleWords", "is paid to another payee than last time"),
         !hasQuestion(rule, policy::HistoryQuestion::PayToChanged)},
        {"price", QT_TRANSLATE_NOOP("RuleWords", "costs over … above the usual price"),
         only<policy::PriceTest>(rule) == nullptr},
        {"time", QT_TRANSLATE_NOOP("RuleWords", "is made at certain times"),
         only<policy::TimeTest>(rule) == nullptr},
        {"paths", QT_TRANSLATE_NOOP("RuleWords", "asks for the paths …"), lacks(policy::TextField::Path)},
        {"methods", QT_TRANSLATE_NOOP("RuleWords", "uses the methods …"), lacks(policy::TextField::Method)},
        {"networks", QT_TRANSLATE_NOOP("RuleWords", "is made on the networks …"),
         lacks(policy::TextField::Network)},
        {"interfaces", QT_TRANSLATE_NOOP("RuleWords", "comes through …"),
         lacks(policy::TextField::Interface)},
        {"agentTags", QT_TRANSLATE_NOOP("RuleWords", "comes from an agent tagged …"),
         lacks(policy::TextField::AgentTag)},
        {"tools", QT_TRANSLATE_NOOP("RuleWords", "is said to be for the tools …"),
         mayClaim && lacks(policy::TextField::ClaimedTool)},
    };
    std::vector<PartChoice> choices;
    for (const Offer& each : offers) {
        if (each.isMissing) {
            choices.push_back({QLatin1String(each.member), RuleWords::tr(each.text)});
        }
    }
    return choices;
}

} // namespace till::desktop
