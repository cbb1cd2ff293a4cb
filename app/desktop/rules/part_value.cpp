#include "app/desktop/rules/part_value.h"

#include "app/desktop/rules/sentence_parts.h"
#include "app/desktop/text/display_text.h"
#include "core/money/registry.h"
#include "core/support/json.h"

#include <QDateTime>
#include <QTimeZone>

namespace till::desktop {

namespace {

using PolicyJson = nlohmann::json;

std::optional<PolicyJson> numberFrom(const QString& value)
{
    bool isNumber = false;
    const qint64 number = value.toLongLong(&isNumber);
    return isNumber ? std::optional<PolicyJson>(number) : std::nullopt;
}

std::optional<PolicyJson> tokenFrom(const QString& asset, const QString& value)
{
    const std::string text = asset.toStdString();
    const auto slash = text.rfind('/');
    const money::Asset* known =
        slash == std::string::npos
            ? nullptr
            : money::Registry::builtIn().asset(text.substr(0, slash), text.substr(slash + 1));
    const auto amount =
        money::Amount::fromDecimal(value.toStdString(), known == nullptr ? 0 : known->decimals);
    return amount ? std::optional<PolicyJson>(amount->toAtomic()) : std::nullopt;
}

PolicyJson listFrom(const QString& value)
{
    PolicyJson list = PolicyJson::array();
    const QStringList lines = value.split(QLatin1Char('\n'));
    for (const QString& line : lines) {
        const QString item = line.trimmed();
        if (!item.isEmpty()) {
            list.push_back(item.toStdString());
        }
    }
    return list;
}

std::optional<PolicyJson> periodFrom(const QString& value)
{
    const QString kind = value.section(QLatin1Char(':'), 0, 0);
    const QString rest = value.section(QLatin1Char(':'), 1);
    if (kind == QLatin1String("lifetime")) {
        return std::optional<PolicyJson>(PolicyJson{{"lifetime", true}});
    }
    if (kind == QLatin1String("calendar")) {
        return std::optional<PolicyJson>(PolicyJson{{"calendar", rest.toStdString()}});
    }
    const auto seconds = numberFrom(rest);
    return seconds ? std::optional<PolicyJson>(PolicyJson{{"rollingSeconds", *seconds}}) : std::nullopt;
}

std::optional<PolicyJson> momentFrom(const QString& value)
{
    for (const char* form : {"yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd"}) {
        QDateTime moment = QDateTime::fromString(value, QLatin1String(form));
        if (moment.isValid()) {
            moment.setTimeZone(QTimeZone::utc());
            return std::optional<PolicyJson>(moment.toSecsSinceEpoch());
        }
    }
    return std::nullopt;
}

std::optional<PolicyJson> jsonFrom(const SentencePart& part, const QString& typed)
{
    const QString value = typed.trimmed();
    switch (part.kind) {
    case PartKind::Word:
    case PartKind::Add:
        return std::nullopt;
    case PartKind::Choice:
    case PartKind::Usd:
    case PartKind::Line:
    case PartKind::Clock:
        return std::optional<PolicyJson>(value.toStdString());
    case PartKind::Flag:
        return std::optional<PolicyJson>(value == QLatin1String("true"));
    case PartKind::Token:
        return tokenFrom(part.asset, value);
    case PartKind::Number:
        return numberFrom(value);
    case PartKind::Lines:
    case PartKind::Many:
        return std::optional<PolicyJson>(listFrom(value));
    case PartKind::Period:
        return periodFrom(value);
    case PartKind::Moment:
        return momentFrom(value);
    }
    return std::nullopt;
}

} // namespace

std::optional<std::string> toDocument(const SentencePart& part, const QString& value)
{
    const auto json = jsonFrom(part, value);
    return json ? std::optional<std::string>(json->dump()) : std::nullopt;
}

QString valueFault(const SentencePart& part)
{
    switch (part.kind) {
    case PartKind::Usd:
        return RuleWords::tr("Use digits and one point, for example 2.50.");
    case PartKind::Token:
        return RuleWords::tr("Use digits and one point, no finer than the token can be divided.");
    case PartKind::Number:
        return RuleWords::tr("This number is outside of what it can be.");
    case PartKind::Clock:
        return RuleWords::tr("Write hours and minutes, for example 08:30.");
    case PartKind::Moment:
        return RuleWords::tr("Write a day and a time, for example 2026-12-31 18:00.");
    case PartKind::Lines:
        return RuleWords::tr("One of the lines is not of a form that is known here, or comes twice.");
    case PartKind::Many:
        return RuleWords::tr("Choose at least one.");
    default:
        return RuleWords::tr("This is not something that it can be.");
    }
}

QString documentFault(const policy::PolicyFault& fault)
{
    return toText(policy::describe(fault));
}

} // namespace till::desktop
