#include "app/desktop/overview/host_trend_model.h"

#include "app/desktop/overview/micro_text.h"
#include "app/desktop/text/display_text.h"

#include <algorithm>
#include <cmath>

namespace till::desktop {

namespace {

constexpr int kNotedPercent = 5;
constexpr int kMostPercent = 9'999;

double numberOf(const std::string& micro)
{
    return amountOfMicro(micro).toApproximateDouble();
}

QString changeText(const std::vector<std::string>& prices)
{
    const int percent = priceChangePercent(prices);
    if (std::abs(percent) < kNotedPercent) {
        return {};
    }
    return percent > 0 ? HostTrendModel::tr("+%1 %").arg(percent)
                       : HostTrendModel::tr("\u2212%1 %").arg(-percent);
}

} // namespace

int priceChangePercent(const std::vector<std::string>& pricesMicro)
{
    if (pricesMicro.size() < 2 || numberOf(pricesMicro.front()) <= 0) {
        return 0;
    }
    const double ratio = numberOf(pricesMicro.back()) / numberOf(pricesMicro.front());
    return static_cast<int>(std::lround(std::min((ratio - 1) * 100, static_cast<double>(kMostPercent))));
}

HostTrendModel::HostTrendModel(QObject* parent) : RowListModel(parent)
{
    connect(this, &QAbstractItemModel::rowsInserted, this, &HostTrendModel::countChanged);
    connect(this, &QAbstractItemModel::rowsRemoved, this, &HostTrendModel::countChanged);
}

QHash<int, QByteArray> HostTrendModel::roleNames() const
{
    return {{HostRole, "host"},     {SumTextRole, "sumText"},       {PaymentsTextRole, "paymentsText"},
            {PricesRole, "prices"}, {ChangeTextRole, "changeText"}, {IsDearerRole, "dearer"},
            {ShareRole, "share"},   {SummaryRole, "summary"}};
}

void HostTrendModel::setHosts(const std::vector<wire::HostSpend>& hosts)
{
    m_largest = hosts.empty() ? 0 : numberOf(hosts.front().sumMicro);
    std::vector<HostTrendRow> fresh;
    fresh.reserve(hosts.size());
    for (const wire::HostSpend& each : hosts) {
        fresh.push_back({each.host, each});
    }
    sync(std::move(fresh));
}

QVariant HostTrendModel::value(const HostTrendRow& row, int role) const
{
    const wire::HostSpend& spend = row.spend;
    switch (role) {
    case Qt::DisplayRole:
    case HostRole:
        return toText(spend.host);
    case SumTextRole:
        return roughDollars(amountOfMicro(spend.sumMicro));
    case PaymentsTextRole:
        return spend.payments == 1 ? tr("1 payment") : tr("%1 payments").arg(spend.payments);
    case PricesRole: {
        QList<qreal> prices;
        for (const std::string& each : spend.pricesMicro) {
            prices.append(numberOf(each));
        }
        return QVariant::fromValue(prices);
    }
    case ChangeTextRole:
        return changeText(spend.pricesMicro);
    case IsDearerRole:
        return priceChangePercent(spend.pricesMicro) >= kNotedPercent;
    case ShareRole:
        return m_largest > 0 ? numberOf(spend.sumMicro) / m_largest : 0.0;
    case SummaryRole: {
        const QString change = changeText(spend.pricesMicro);
        const QString sum = tr("%1: %2 in %3")
                                .arg(toText(spend.host), roughDollars(amountOfMicro(spend.sumMicro)),
                                     value(row, PaymentsTextRole).toString());
        return change.isEmpty() ? tr("%1, price steady").arg(sum) : tr("%1, price %2").arg(sum, change);
    }
    default:
        return {};
    }
}

} // namespace till::desktop
