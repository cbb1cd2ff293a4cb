#include "app/desktop/rules/grant_list_model.h"

#include "app/desktop/rules/sentence_parts.h"
#include "app/desktop/text/display_text.h"
#include "core/policy/payment_facts.h"

#include <QDateTime>

namespace till::desktop {

namespace {

money::Amount microOf(const std::string& digits)
{
    return money::Amount::fromAtomic(digits).value_or(money::Amount::zero());
}

QString usd(const std::string& micro)
{
    return withSymbol(microOf(micro).toDecimal(policy::kUsdDecimals), "USD");
}

double shareOf(const std::string& used, const std::string& limit)
{
    const double whole = microOf(limit).toApproximateDouble();
    return whole <= 0 ? 0.0 : microOf(used).toApproximateDouble() / whole;
}

} // namespace

GrantListModel::GrantListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &GrantListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &GrantListModel::countChanged);
}

QHash<int, QByteArray> GrantListModel::roleNames() const
{
    return {{GrantIdRole, "grantId"},
            {AgentNameRole, "agentName"},
            {HostRole, "host"},
            {PayeeRole, "payee"},
            {EachTextRole, "eachText"},
            {UsedTextRole, "usedText"},
            {UsedFractionRole, "usedFraction"},
            {EndsTextRole, "endsText"},
            {SinceTextRole, "sinceText"},
            {OriginRole, "origin"}};
}

void GrantListModel::setGrants(std::vector<wire::GrantShape> grants, qint64 nowMs)
{
    m_nowMs = nowMs;
    std::vector<GrantRow> fresh;
    for (wire::GrantShape& each : grants) {
        fresh.push_back({each.id, std::move(each)});
    }
    sync(std::move(fresh));
}

QVariant GrantListModel::value(const GrantRow& row, int role) const
{
    const wire::GrantShape& grant = row.grant;
    switch (role) {
    case GrantIdRole:
        return row.id;
    case AgentNameRole:
        return shownInSentence(grant.agentName);
    case Qt::DisplayRole:
    case HostRole:
        return grant.host.empty() ? tr("any host") : shownInSentence(grant.host);
    case PayeeRole:
        return grant.payTo.empty() ? tr("any payee of it") : shortHex(shownInSentence(grant.payTo));
    case EachTextRole:
        return tr("up to %1 a payment").arg(usd(grant.perPaymentMicro));
    case UsedTextRole:
        return tr("%1 of %2 in 24 h").arg(usd(grant.usedMicro), usd(grant.perDayMicro));
    case UsedFractionRole:
        return shareOf(grant.usedMicro, grant.perDayMicro);
    case EndsTextRole:
        return tr("ends %1").arg(shortTime(grant.untilMs, m_nowMs, QTimeZone::systemTimeZone()));
    case SinceTextRole:
        return tr("since %1").arg(shortTime(grant.sinceMs, m_nowMs, QTimeZone::systemTimeZone()));
    case OriginRole:
        return toText(grant.origin);
    default:
        return {};
    }
}

MoreListModel::MoreListModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &MoreListModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &MoreListModel::countChanged);
}

QHash<int, QByteArray> MoreListModel::roleNames() const
{
    return {{RequestIdRole, "requestId"},   {AgentNameRole, "agentName"}, {OpenRole, "waits"},
            {AmountTextRole, "amountText"}, {AmountRole, "amount"},       {HostRole, "host"},
            {ReasonRole, "reason"},         {AskedTextRole, "askedText"}, {UntilTextRole, "untilText"},
            {UntilRole, "until"},           {UsedTextRole, "usedText"},   {UsedFractionRole, "usedFraction"}};
}

void MoreListModel::setRequests(std::vector<wire::MoreShape> requests, qint64 nowMs)
{
    m_nowMs = nowMs;
    std::vector<MoreRow> fresh;
    for (wire::MoreShape& each : requests) {
        fresh.push_back({each.id, std::move(each)});
    }
    sync(std::move(fresh));
}

QVariant MoreListModel::value(const MoreRow& row, int role) const
{
    const wire::MoreShape& request = row.request;
    const bool isOpen = request.state == "open";
    const std::string& amount = isOpen ? request.amountMicro : request.grantedMicro;
    const qint64 until = isOpen ? request.wantedUntilMs : request.grantedUntilMs;
    switch (role) {
    case RequestIdRole:
        return row.id;
    case Qt::DisplayRole:
    case AgentNameRole:
        return shownInSentence(request.agentName);
    case OpenRole:
        return isOpen;
    case AmountTextRole:
        return usd(amount);
    case AmountRole:
        return toText(microOf(amount).toDecimal(policy::kUsdDecimals));
    case HostRole:
        return shownInSentence(request.host);
    case ReasonRole:
        return shownFinding(request.reason);
    case AskedTextRole:
        return age(request.askedAtMs, m_nowMs);
    case UntilTextRole:
        return shortTime(until, m_nowMs, QTimeZone::systemTimeZone());
    case UntilRole:
        return QDateTime::fromMSecsSinceEpoch(until).toString(QStringLiteral("yyyy-MM-dd HH:mm"));
    case UsedTextRole:
        return tr("%1 of %2 used").arg(usd(request.usedMicro), usd(amount));
    case UsedFractionRole:
        return shareOf(request.usedMicro, amount);
    default:
        return {};
    }
}

} // namespace till::desktop
