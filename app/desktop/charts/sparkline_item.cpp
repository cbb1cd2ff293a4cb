#include "app/desktop/charts/sparkline_item.h"

#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <cmath>

namespace till::charts {
namespace {

constexpr qreal kLineWidth = 1.5;
constexpr qreal kDotRadius = 2;
constexpr qreal kMargin = kDotRadius + 0.5;
constexpr float kAreaOpacity = 0.14F;

} // namespace

QList<QPointF> sparklinePoints(const QList<qreal>& values, QSizeF size)
{
    QList<QPointF> points;
    const qreal width = size.width() - 2 * kMargin;
    const qreal height = size.height() - 2 * kMargin;
    if (values.isEmpty() || width <= 0 || height <= 0)
        return points;
    const qreal largest = std::max(*std::max_element(values.begin(), values.end()), 0.0);
    const qreal scale = largest > 0 ? height / largest : 0;
    const auto y = [&](qreal value) { return kMargin + height - std::max(0.0, value) * scale; };

    const qsizetype columns = std::min<qsizetype>(values.size(), std::max<qsizetype>(2, qRound(width)));
    for (qsizetype column = 0; column < columns; ++column) {
        const auto first = values.begin() + column * values.size() / columns;
        const auto last = values.begin() + (column + 1) * values.size() / columns;
        const qreal share = columns > 1 ? static_cast<qreal>(column) / static_cast<qreal>(columns - 1) : 1.0;
        const auto [low, high] = std::minmax_element(first, last);
        points.append(QPointF(kMargin + share * width, y(low < high ? *low : *high)));
        if (low != high)
            points.append(QPointF(kMargin + share * width, y(low < high ? *high : *low)));
    }
    return points;
}

SparklineItem::SparklineItem(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &SparklineItem::changed, this, [this] { update(); });
}

void SparklineItem::paint(QPainter* painter)
{
    const QList<QPointF> points = sparklinePoints(m_values, size());
    if (points.isEmpty())
        return;
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal base = height() - kMargin;
    QPolygonF area(points);
    area.append(QPointF(points.last().x(), base));
    area.append(QPointF(points.first().x(), base));
    QColor shade = m_lineColor;
    shade.setAlphaF(kAreaOpacity);
    painter->setPen(Qt::NoPen);
    painter->setBrush(shade);
    painter->drawPolygon(area);
    painter->setPen(QPen(m_lineColor, kLineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPolyline(QPolygonF(points));
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_lineColor);
    painter->drawEllipse(points.last(), kDotRadius, kDotRadius);
}

} // namespace till::charts
