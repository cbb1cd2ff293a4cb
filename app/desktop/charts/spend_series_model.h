#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QString>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <chrono>
#include <optional>

namespace till::charts {

/// One colour of the stack: an agent, host, asset or tag.
struct SpendSeries {
    QString name;
    int colorIndex = -1; ///< 0 … 7 as everywhere in the app; anything else is "other"
    QString totalText;   ///< formatted, over all buckets
};

/// One bar: a stretch of time.
struct SpendBucket {
    qint64 startMs = 0; ///< milliseconds since the epoch, UTC
    QString label;      ///< under the bar: "14:00"
    QString longLabel;  ///< in the read-out and the table: "Tuesday 4 March, 14:00 to 15:00"
    QString totalText;  ///< formatted, over all series
};

/// What one series spent in one bucket. The number is for the bar's height and nothing else;
/// what a person reads is the text, which was made from the exact amount.
struct SpendCell {
    double height = 0;
    QString text;
};

/// Everything a spend chart shows, at one moment.
struct SpendTable {
    QList<SpendSeries> series;
    QList<SpendBucket> buckets;
    QList<QList<SpendCell>> cells; ///< [bucket][series]
    QString axisUnit;              ///< "USD"
};

/// The data of one stacked bar chart, filled by a controller in one call. Its rows are the buckets,
/// for the table behind the chart. However often it is filled, it changes at most once per pace
/// (a second), always to the newest table.
class SpendSeriesModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool empty READ isEmpty NOTIFY tableChanged)
    Q_PROPERTY(QStringList seriesNames READ seriesNames NOTIFY tableChanged)
    Q_PROPERTY(QString axisUnit READ axisUnit NOTIFY tableChanged)

public:
    enum Role { LabelRole = Qt::UserRole, LongLabelRole, TotalTextRole, CellTextsRole, StartMsRole };

    explicit SpendSeriesModel(QObject* parent = nullptr);

    void setSpend(const QList<SpendSeries>& series, const QList<SpendBucket>& buckets,
                  const QList<QList<SpendCell>>& cells, const QString& axisUnit);
    void setPace(std::chrono::milliseconds pace) { m_pace.setInterval(pace); }

    [[nodiscard]] const SpendTable& table() const { return m_table; }
    /// True when no series spent anything in any bucket.
    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] QStringList seriesNames() const;
    [[nodiscard]] QString axisUnit() const { return m_table.axisUnit; }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void tableChanged();

private:
    void publish(SpendTable table);
    void publishPending();

    SpendTable m_table;
    std::optional<SpendTable> m_pending;
    QTimer m_pace;
};

} // namespace till::charts
