#include "qml/gallery/sample_spend.h"

#include <QDateTime>
#include <QRandomGenerator>

namespace till::gallery {
namespace {

constexpr quint32 kSeed = 402;
constexpr qint64 kFirstHourMs = 1'772'582'400'000; // 2026-03-04 00:00 UTC
constexpr qint64 kHourMs = 3'600'000;
const QStringList kNames{
    QStringLiteral("research-bot"), QStringLiteral("code-review"), QStringLiteral("travel"),
    QStringLiteral("market-watch"), QStringLiteral("translator"),  QStringLiteral("lab-notes"),
    QStringLiteral("scraper"),      QStringLiteral("night-shift"), QStringLiteral("other")};

QString usd(double amount)
{
    return QString::number(amount, 'f', 2) + QStringLiteral(" USD");
}

} // namespace

void fillSampleSpend(charts::SpendSeriesModel& model, int seriesCount, int hours)
{
    QRandomGenerator random(kSeed);
    QList<charts::SpendBucket> buckets;
    QList<QList<charts::SpendCell>> cells;
    QList<double> totals(seriesCount, 0.0);
    for (int hour = 0; hour < hours; ++hour) {
        const QDateTime start = QDateTime::fromMSecsSinceEpoch(kFirstHourMs + hour * kHourMs, Qt::UTC);
        const bool quiet = start.time().hour() < 7;
        double bucketTotal = 0;
        QList<charts::SpendCell> row;
        for (int series = 0; series < seriesCount; ++series) {
            const double spent = random.bounded(quiet ? 8 : 3) != 0 ? 0 : random.bounded(150) / 100.0;
            row.append({spent, usd(spent)});
            bucketTotal += spent;
            totals[series] += spent;
        }
        cells.append(row);
        const QString hours24 = start.toString(QStringLiteral("HH:mm"));
        const QString day = start.toString(QStringLiteral("ddd d MMM"));
        buckets.append({start.toMSecsSinceEpoch(), hours > 48 ? day : hours24,
                        day + QStringLiteral(", ") + hours24, usd(bucketTotal)});
    }
    QList<charts::SpendSeries> series;
    for (int i = 0; i < seriesCount; ++i)
        series.append({kNames.at(i), i < 8 ? i : -1, usd(totals.at(i))});
    model.setSpend(series, buckets, cells, QStringLiteral("USD"));
}

} // namespace till::gallery
