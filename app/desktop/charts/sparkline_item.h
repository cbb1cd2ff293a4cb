#pragma once

#include <QColor>
#include <QList>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace till::charts {

/// A small line of the course of a value, from zero. More values than pixels: each pixel column
/// shows the range from the smallest to the largest of its values.
class SparklineItem : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QList<qreal> values MEMBER m_values NOTIFY changed)
    Q_PROPERTY(QColor lineColor MEMBER m_lineColor NOTIFY changed)

public:
    explicit SparklineItem(QQuickItem* parent = nullptr);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();

private:
    QList<qreal> m_values;
    QColor m_lineColor;
};

/// The points of the line in a box of `size`, left to right; at most two for each pixel column.
[[nodiscard]] QList<QPointF> sparklinePoints(const QList<qreal>& values, QSizeF size);

} // namespace till::charts
