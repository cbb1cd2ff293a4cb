#include "app/desktop/rules/sentence_list_model.h"

#include "app/desktop/models/budget_words.h"
#include "app/desktop/rules/sentence_parts.h"
#include "app/desktop/text/display_text.h"

#include <algorithm>

namespace till::desktop {

namespace {

/// The most that one payment may cost, where it is set: what costs more is denied, whatever else stands
/// there.
bool isCap(const Sentence& sentence)
{
    return sentence.path == QLatin1String("/perPaymentUsd") &&
           std::any_of(sentence.parts.begin(), sentence.parts.end(),
                       [](const SentencePart& each) { return !each.value.isEmpty(); });
}

} // namespace

SentenceListModel::SentenceListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &SentenceListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &SentenceListModel::countChanged);
}

QHash<int, QByteArray> SentenceListModel::roleNames() const
{
    return {{PathRole, "path"},
            {NameRole, "name"},
            {NamePathRole, "namePath"},
            {VerdictRole, "verdict"},
            {VerdictTextRole, "verdictText"},
            {VerdictPathRole, "verdictPath"},
            {PartsRole, "parts"},
            {PlainTextRole, "plainText"},
            {FindingsRole, "findings"},
            {FreshRole, "fresh"},
            {FirstRole, "first"},
            {LastRole, "last"},
            {RemovableRole, "removable"},
            {HasUseRole, "hasUse"},
            {UsedTextRole, "usedText"},
            {LeftTextRole, "leftText"},
            {UsedFractionRole, "usedFraction"},
            {PaceFractionRole, "paceFraction"},
            {ResetTextRole, "resetText"}};
}

void SentenceListModel::setSentences(std::vector<SentenceRow> fresh, qint64 nowMs)
{
    m_nowMs = nowMs;
    std::vector<PartListModel*> left;
    for (const SentenceRow& each : rows()) {
        left.push_back(each.parts);
    }
    for (SentenceRow& each : fresh) {
        const int at = indexOf(each.id);
        if (at >= 0) {
            each.parts = rows()[static_cast<std::size_t>(at)].parts;
            std::erase(left, each.parts);
        } else {
            each.parts = new PartListModel(this);
        }
        each.parts->setParts(each.sentence.parts);
    }
    sync(std::move(fresh));
    for (PartListModel* each : left) {
        each->deleteLater(); // rows that went may still be on their way out of a view
    }
}

QVariant SentenceListModel::value(const SentenceRow& row, int role) const
{
    const Sentence& sentence = row.sentence;
    switch (role) {
    case PathRole:
        return sentence.path;
    case NameRole:
        return sentence.name;
    case NamePathRole:
        return sentence.naming ? sentence.naming->path : QString();
    case VerdictRole:
        return sentence.verdict  ? sentence.verdict->value
               : isCap(sentence) ? QStringLiteral("deny")
                                 : QString();
    case VerdictTextRole:
        return sentence.verdict  ? sentence.verdict->text
               : isCap(sentence) ? RuleWords::tr("Deny")
                                 : QString();
    case VerdictPathRole:
        return sentence.verdict ? sentence.verdict->path : QString();
    case PartsRole:
        return QVariant::fromValue(row.parts);
    case Qt::DisplayRole:
    case PlainTextRole:
        return plainText(sentence);
    case FindingsRole:
        return row.findings;
    case FreshRole:
        return row.isNew;
    case FirstRole:
        return row.place == 0;
    case LastRole:
        return row.place + 1 >= row.places;
    case RemovableRole:
        return sentence.naming.has_value();
    default:
        return use(row, role);
    }
}

QVariant SentenceListModel::use(const SentenceRow& row, int role) const
{
    if (role < PathRole) {
        return {}; // what a view may ask of any model
    }
    if (role == HasUseRole) {
        return row.use.has_value();
    }
    if (!row.use) {
        return role == UsedFractionRole   ? QVariant(0.0)
               : role == PaceFractionRole ? QVariant(-1.0)
                                          : QVariant(QString());
    }
    switch (role) {
    case UsedTextRole:
        return RuleWords::tr("%1 used").arg(withSymbol(row.use->used, row.use->unit));
    case LeftTextRole:
        return RuleWords::tr("%1 left").arg(withSymbol(row.use->remaining, row.use->unit));
    case UsedFractionRole:
        return fractionOf(row.use->permilleBefore);
    case PaceFractionRole:
        return paceOf(*row.use, m_nowMs);
    case ResetTextRole:
        return resetWords(*row.use, m_nowMs, QTimeZone::systemTimeZone());
    default:
        return {};
    }
}

} // namespace till::desktop
