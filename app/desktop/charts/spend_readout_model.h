#pragma once

#include "app/desktop/charts/spend_series_model.h"

namespace till::charts {

/// The series of a chart with their totals, and with what each spent in the bucket that is read
/// just now: rows of the legend and of the read-out.
class SpendReadoutModel : public QAbstractListModel {
    Q_OBJECT
    QML_ANONYMOUS

public:
    enum Role { NameRole = Qt::UserRole, ColorIndexRole, TotalTextRole, ValueTextRole, PresentRole };

    explicit SpendReadoutModel(QObject* parent = nullptr);

    /// `bucket` is -1 when none is read.
    void show(const SpendTable& table, int bucket);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    QList<SpendSeries> m_series;
    QList<SpendCell> m_values; // empty when no bucket is read
};

} // namespace till::charts
