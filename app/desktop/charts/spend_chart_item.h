#pragma once

#include "app/desktop/charts/spend_chart_painter.h"
#include "app/desktop/charts/spend_readout_model.h"
#include "app/desktop/charts/spend_series_model.h"

#include <QPointer>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace till::charts {

/// Stacked bars of spend over time, from zero, on one axis. Pointer and arrow keys choose the same
/// bucket; what it holds is in `readout`, `readoutTitle` and `readoutTotal`. When there are more
/// buckets than pixels, a column shows the tallest of its buckets.
class SpendChartItem : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(till::charts::SpendSeriesModel* model READ model WRITE setModel NOTIFY modelChanged)
    Q_PROPERTY(int currentBucket READ currentBucket WRITE setCurrentBucket NOTIFY currentBucketChanged)
    Q_PROPERTY(till::charts::SpendReadoutModel* readout READ readout CONSTANT)
    Q_PROPERTY(QString readoutTitle READ readoutTitle NOTIFY readoutChanged)
    Q_PROPERTY(QString readoutTotal READ readoutTotal NOTIFY readoutChanged)
    Q_PROPERTY(QString readoutSentence READ readoutSentence NOTIFY readoutChanged)
    Q_PROPERTY(qreal readoutX READ readoutX NOTIFY readoutChanged)
    Q_PROPERTY(QVariantList seriesColors READ seriesColors WRITE setSeriesColors NOTIFY styleChanged)
    Q_PROPERTY(QColor otherColor READ otherColor WRITE setOtherColor NOTIFY styleChanged)
    Q_PROPERTY(QColor gridColor READ gridColor WRITE setGridColor NOTIFY styleChanged)
    Q_PROPERTY(QColor textColor READ textColor WRITE setTextColor NOTIFY styleChanged)
    Q_PROPERTY(QColor highlightColor READ highlightColor WRITE setHighlightColor NOTIFY styleChanged)
    Q_PROPERTY(QColor gapColor READ gapColor WRITE setGapColor NOTIFY styleChanged)
    Q_PROPERTY(QFont font READ font WRITE setFont NOTIFY styleChanged)

public:
    explicit SpendChartItem(QQuickItem* parent = nullptr);

    [[nodiscard]] SpendSeriesModel* model() const { return m_model; }
    void setModel(SpendSeriesModel* model);
    [[nodiscard]] int currentBucket() const { return m_currentBucket; }
    /// A bucket that does not exist, or any without spend at all, chooses none (-1).
    void setCurrentBucket(int bucket);
    [[nodiscard]] SpendReadoutModel* readout() { return &m_readout; }
    [[nodiscard]] QString readoutTitle() const;
    [[nodiscard]] QString readoutTotal() const;
    /// The whole read-out in one line, for a screen reader.
    [[nodiscard]] QString readoutSentence() const;
    /// The middle of the bar that is read, in the item's coordinates.
    [[nodiscard]] qreal readoutX() const;

    [[nodiscard]] QVariantList seriesColors() const;
    void setSeriesColors(const QVariantList& colors);
    [[nodiscard]] QColor otherColor() const { return m_style.otherColor; }
    void setOtherColor(const QColor& color) { setStyleColor(m_style.otherColor, color); }
    [[nodiscard]] QColor gridColor() const { return m_style.gridColor; }
    void setGridColor(const QColor& color) { setStyleColor(m_style.gridColor, color); }
    [[nodiscard]] QColor textColor() const { return m_style.textColor; }
    void setTextColor(const QColor& color) { setStyleColor(m_style.textColor, color); }
    [[nodiscard]] QColor highlightColor() const { return m_style.highlightColor; }
    void setHighlightColor(const QColor& color) { setStyleColor(m_style.highlightColor, color); }
    [[nodiscard]] QColor gapColor() const { return m_style.gapColor; }
    void setGapColor(const QColor& color) { setStyleColor(m_style.gapColor, color); }
    [[nodiscard]] QFont font() const { return m_style.font; }
    void setFont(const QFont& font);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void modelChanged();
    void currentBucketChanged();
    void readoutChanged();
    void styleChanged();
    void bucketActivated(int index);

protected:
    void geometryChange(const QRectF& newGeometry, const QRectF& oldGeometry) override;
    void hoverEnterEvent(QHoverEvent* event) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setStyleColor(QColor& slot, const QColor& color);
    void refresh();
    void moveBy(int columns);
    void chooseColumn(int column);
    void showCurrentBucket();
    [[nodiscard]] int bucketAt(QPointF position) const;
    [[nodiscard]] int bucketCount() const { return static_cast<int>(table().buckets.size()); }
    [[nodiscard]] const SpendTable& table() const;

    QPointer<SpendSeriesModel> m_model;
    SpendReadoutModel m_readout;
    SpendChartStyle m_style;
    SpendChartGeometry m_geometry;
    int m_currentBucket = -1;
};

} // namespace till::charts
