#include "app/desktop/overview/decision_mix_model.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace till::desktop {

namespace {

struct Kind {
    std::int64_t wire::DecisionMix::*requests;
    const char* label;
    const char* tone;
    const char* states;
};
/// Paid by the rules and paid by the person are one state in the ledger.
constexpr const char* kPaid = "authorized,settled,unknown,expired,void";
constexpr std::array<Kind, 6> kKinds{{
    {&wire::DecisionMix::allowed, QT_TRANSLATE_NOOP("DecisionMix", "Allowed by your rules"), "good", kPaid},
    {&wire::DecisionMix::approved, QT_TRANSLATE_NOOP("DecisionMix", "Allowed by you"), "info", kPaid},
    {&wire::DecisionMix::waiting, QT_TRANSLATE_NOOP("DecisionMix", "Waiting for you"), "attention",
     "waiting"},
    {&wire::DecisionMix::denied, QT_TRANSLATE_NOOP("DecisionMix", "Denied by your rules"), "bad", "denied"},
    {&wire::DecisionMix::rejected, QT_TRANSLATE_NOOP("DecisionMix", "Denied by you"), "warning", "rejected"},
    {&wire::DecisionMix::lapsed, QT_TRANSLATE_NOOP("DecisionMix", "Nobody answered"), "neutral",
     "lapsed,given_up"},
}};

const Kind& kindOf(const DecisionMixRow& row)
{
    return kKinds.at(static_cast<std::size_t>(row.id));
}

QString labelOf(const DecisionMixRow& row)
{
    return QCoreApplication::translate("DecisionMix", kindOf(row).label);
}

} // namespace

DecisionMixModel::DecisionMixModel(QObject* parent) : RowListModel(parent) {}

QHash<int, QByteArray> DecisionMixModel::roleNames() const
{
    return {{LabelRole, "label"},       {RequestsRole, "requests"},
            {FractionRole, "fraction"}, {PercentTextRole, "percentText"},
            {ToneRole, "tone"},         {StatesRole, "ledgerStates"}};
}

void DecisionMixModel::setMix(const wire::DecisionMix& mix)
{
    std::vector<DecisionMixRow> fresh;
    m_all = 0;
    for (std::size_t kind = 0; kind < kKinds.size(); ++kind) {
        const std::int64_t requests = mix.*kKinds.at(kind).requests;
        m_all += requests;
        if (requests > 0) {
            fresh.push_back({static_cast<int>(kind), requests});
        }
    }
    sync(std::move(fresh));
    Q_EMIT changed();
}

QString DecisionMixModel::summary() const
{
    QStringList parts;
    for (const DecisionMixRow& each : rows()) {
        parts += tr("%1: %2").arg(labelOf(each)).arg(each.requests);
    }
    return parts.isEmpty() ? tr("Nobody asked in this time.")
                           : tr("Of %1 requests: %2.").arg(m_all).arg(parts.join(QStringLiteral(", ")));
}

QVariant DecisionMixModel::value(const DecisionMixRow& row, int role) const
{
    const double fraction = m_all > 0 ? static_cast<double>(row.requests) / static_cast<double>(m_all) : 0;
    switch (role) {
    case Qt::DisplayRole:
    case LabelRole:
        return labelOf(row);
    case RequestsRole:
        return static_cast<int>(row.requests);
    case FractionRole:
        return fraction;
    case PercentTextRole:
        return fraction > 0 && fraction < 0.01 ? tr("under 1 %")
                                               : tr("%1 %").arg(std::lround(fraction * 100));
    case ToneRole:
        return QLatin1String(kindOf(row).tone);
    case StatesRole:
        return QLatin1String(kindOf(row).states);
    default:
        return {};
    }
}

} // namespace till::desktop
