#include "app/desktop/charts/spend_series_model.h"

#include <algorithm>
#include <cmath>

namespace till::charts {
namespace {

constexpr std::chrono::milliseconds kDefaultPace{1000};

/// Every bucket gets a cell for every series, and every height can be drawn.
void makeRectangular(SpendTable& table)
{
    table.cells.resize(table.buckets.size());
    for (QList<SpendCell>& row : table.cells) {
        row.resize(table.series.size());
        for (SpendCell& cell : row)
            cell.height = std::isfinite(cell.height) ? std::max(0.0, cell.height) : 0.0;
    }
}

} // namespace

SpendSeriesModel::SpendSeriesModel(QObject* parent) : QAbstractListModel(parent)
{
    m_pace.setSingleShot(true);
    m_pace.setInterval(kDefaultPace);
    connect(&m_pace, &QTimer::timeout, this, &SpendSeriesModel::publishPending);
}

void SpendSeriesModel::setSpend(const QList<SpendSeries>& series, const QList<SpendBucket>& buckets,
                                const QList<QList<SpendCell>>& cells, const QString& axisUnit)
{
    m_pending = SpendTable{series, buckets, cells, axisUnit};
    makeRectangular(*m_pending);
    if (!m_pace.isActive())
        publishPending();
}

void SpendSeriesModel::publishPending()
{
    if (!m_pending)
        return;
    publish(*std::exchange(m_pending, std::nullopt));
    m_pace.start();
}

void SpendSeriesModel::publish(SpendTable table)
{
    const bool sameRows = table.buckets.size() == m_table.buckets.size();
    if (sameRows) {
        m_table = std::move(table);
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    } else {
        beginResetModel();
        m_table = std::move(table);
        endResetModel();
    }
    Q_EMIT tableChanged();
}

bool SpendSeriesModel::isEmpty() const
{
    return std::none_of(m_table.cells.begin(), m_table.cells.end(), [](const QList<SpendCell>& row) {
        return std::any_of(row.begin(), row.end(), [](const SpendCell& cell) { return cell.height > 0; });
    });
}

QStringList SpendSeriesModel::seriesNames() const
{
    QStringList names;
    for (const SpendSeries& series : m_table.series)
        names.append(series.name);
    return names;
}

int SpendSeriesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_table.buckets.size());
}

QVariant SpendSeriesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SpendBucket& bucket = m_table.buckets.at(index.row());
    switch (role) {
    case LabelRole:
        return bucket.label;
    case Qt::DisplayRole:
    case LongLabelRole:
        return bucket.longLabel;
    case TotalTextRole:
        return bucket.totalText;
    case StartMsRole:
        return bucket.startMs;
    case CellTextsRole: {
        QStringList texts;
        for (const SpendCell& cell : m_table.cells.at(index.row()))
            texts.append(cell.text);
        return texts;
    }
    default:
        return {};
    }
}

QHash<int, QByteArray> SpendSeriesModel::roleNames() const
{
    return {{LabelRole, "label"},
            {LongLabelRole, "longLabel"},
            {TotalTextRole, "totalText"},
            {CellTextsRole, "cellTexts"},
            {StartMsRole, "startMs"}};
}

} // namespace till::charts
