#include "app/desktop/charts/spend_readout_model.h"

namespace till::charts {

SpendReadoutModel::SpendReadoutModel(QObject* parent) : QAbstractListModel(parent) {}

void SpendReadoutModel::show(const SpendTable& table, int bucket)
{
    const bool sameRows = table.series.size() == m_series.size();
    if (!sameRows)
        beginResetModel();
    m_series = table.series;
    m_values = table.cells.value(bucket);
    if (!sameRows)
        endResetModel();
    else if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int SpendReadoutModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_series.size());
}

QVariant SpendReadoutModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SpendSeries& series = m_series.at(index.row());
    const SpendCell value = m_values.value(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return series.name;
    case ColorIndexRole:
        return series.colorIndex;
    case TotalTextRole:
        return series.totalText;
    case ValueTextRole:
        return value.text;
    case PresentRole:
        return value.height > 0;
    default:
        return {};
    }
}

QHash<int, QByteArray> SpendReadoutModel::roleNames() const
{
    return {{NameRole, "name"},
            {ColorIndexRole, "colorIndex"},
            {TotalTextRole, "totalText"},
            {ValueTextRole, "valueText"},
            {PresentRole, "present"}};
}

} // namespace till::charts
