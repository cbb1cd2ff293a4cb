#include "tests/qml/components/sample.h"

using namespace till::charts;

namespace {

QString cents(int count)
{
    return QStringLiteral("0.%1 USD").arg(count, 2, 10, QLatin1Char('0'));
}

} // namespace

Sample::Sample()
{
    m_spend.setPace(std::chrono::milliseconds(0));
    fillSpend(2, 6);
}

void Sample::fillSpend(int agentCount, int hourCount)
{
    QList<SpendSeries> series;
    for (int agent = 0; agent < agentCount; ++agent)
        series.append({QStringLiteral("agent-%1").arg(agent), agent, QStringLiteral("total-%1").arg(agent)});
    QList<SpendBucket> buckets;
    QList<QList<SpendCell>> cells;
    for (int hour = 0; hour < hourCount; ++hour) {
        QList<SpendCell> row;
        for (int agent = 0; agent < agentCount; ++agent)
            row.append({(agent + hour) / 100.0, cents(agent + hour)});
        cells.append(row);
        buckets.append({hour * 3'600'000LL, QString::number(hour), QStringLiteral("hour %1").arg(hour),
                        QStringLiteral("sum %1").arg(hour)});
    }
    m_spend.setSpend(series, buckets, cells, QStringLiteral("USD"));
}
