#include "app/desktop/charts/budget_bar_item.h"

#include <QPainter>
#include <QPainterPath>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace till::charts {
namespace {

constexpr qreal kTickWidth = 2;
constexpr qreal kTickOverhang = 3; // above and below the bar
constexpr qreal kHatchStep = 5;
constexpr qreal kHatchWidth = 1.6;

/// Slanted lines in `color`: a sign that works without colour.
void hatch(QPainter& painter, const QRectF& area, const QColor& color)
{
    painter.save();
    painter.setClipRect(area, Qt::IntersectClip);
    QColor ground = color;
    ground.setAlphaF(0.28F);
    painter.fillRect(area, ground);
    painter.setPen(QPen(color, kHatchWidth));
    const int lines = qCeil((area.width() + area.height()) / kHatchStep);
    for (int line = 0; line < lines; ++line) {
        const qreal x = area.left() - area.height() + line * kHatchStep;
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()));
    }
    painter.restore();
}

/// Solid or hatched from `from` to `to`, in the colour for "over" beyond `limit`.
template <typename Paint>
void inTwoColors(qreal from, qreal to, qreal limit, Paint&& paint)
{
    if (from < std::min(to, limit))
        paint(from, std::min(to, limit), false);
    if (to > std::max(from, limit))
        paint(std::max(from, limit), to, true);
}

} // namespace

BudgetBarItem::BudgetBarItem(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAntialiasing(true);
    connect(this, &BudgetBarItem::changed, this, [this] { update(); });
}

void BudgetBarItem::paintFill(QPainter& painter, const QRectF& bar, qreal pixelsPerLimit) const
{
    const auto stretch = [&](qreal from, qreal to) {
        return QRectF(bar.left() + from * pixelsPerLimit, bar.top(), (to - from) * pixelsPerLimit,
                      bar.height());
    };
    inTwoColors(0, m_usedFraction, 1, [&](qreal from, qreal to, bool over) {
        painter.fillRect(stretch(from, to), over ? m_overColor : m_usedColor);
    });
    inTwoColors(m_usedFraction, m_afterFraction, 1, [&](qreal from, qreal to, bool over) {
        hatch(painter, stretch(from, to), over ? m_overColor : m_usedColor);
    });
}

void BudgetBarItem::paintTick(QPainter& painter, qreal x, qreal top, qreal bottom) const
{
    const qreal left =
        std::clamp(std::round(x - kTickWidth / 2), 1.0, std::max(1.0, width() - kTickWidth - 1));
    painter.fillRect(QRectF(left - 1, top, kTickWidth + 2, bottom - top), m_tickEdgeColor);
    painter.fillRect(QRectF(left, top, kTickWidth, bottom - top), m_tickColor);
}

void BudgetBarItem::paint(QPainter* painter)
{
    const QRectF bar(0, kTickOverhang, width(), std::max(2.0, height() - 2 * kTickOverhang));
    const qreal longest = std::max({1.0, m_usedFraction, m_afterFraction});
    const qreal pixelsPerLimit = bar.width() / longest;

    painter->setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(bar, bar.height() / 2, bar.height() / 2);
    painter->save();
    painter->setClipPath(outline);
    painter->fillRect(bar, m_trackColor);
    paintFill(*painter, bar, pixelsPerLimit);
    painter->restore();

    painter->setRenderHint(QPainter::Antialiasing, false);
    if (longest > 1)
        paintTick(*painter, pixelsPerLimit, bar.top(), bar.bottom());
    if (m_paceFraction >= 0)
        paintTick(*painter, std::min(1.0, m_paceFraction) * pixelsPerLimit, 0, height());
}

} // namespace till::charts
