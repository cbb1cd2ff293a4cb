#include "app/desktop/charts/spend_chart_item.h"

#include <QPainter>

#include <algorithm>

namespace till::charts {

SpendChartItem::SpendChartItem(QQuickItem* parent) : QQuickPaintedItem(parent)
{
    setAcceptHoverEvents(true);
    setAcceptedMouseButtons(Qt::LeftButton);
}

const SpendTable& SpendChartItem::table() const
{
    static const SpendTable nothing;
    return m_model ? m_model->table() : nothing;
}

void SpendChartItem::setModel(SpendSeriesModel* model)
{
    if (m_model == model)
        return;
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (m_model) {
        connect(m_model, &SpendSeriesModel::tableChanged, this, &SpendChartItem::refresh);
        connect(m_model, &QObject::destroyed, this, &SpendChartItem::refresh);
    }
    refresh();
    Q_EMIT modelChanged();
}

void SpendChartItem::setCurrentBucket(int bucket)
{
    const bool isThere = bucket >= 0 && bucket < bucketCount() && !m_model->isEmpty();
    const int wanted = isThere ? bucket : -1;
    if (wanted == m_currentBucket)
        return;
    m_currentBucket = wanted;
    showCurrentBucket();
    Q_EMIT currentBucketChanged();
}

void SpendChartItem::showCurrentBucket()
{
    m_readout.show(table(), m_currentBucket);
    update();
    Q_EMIT readoutChanged();
}

QString SpendChartItem::readoutTitle() const
{
    return table().buckets.value(m_currentBucket).longLabel;
}

QString SpendChartItem::readoutTotal() const
{
    return table().buckets.value(m_currentBucket).totalText;
}

QString SpendChartItem::readoutSentence() const
{
    if (m_currentBucket < 0)
        return {};
    QStringList parts{tr("%1: %2", "time, total spent").arg(readoutTitle(), readoutTotal())};
    const QList<SpendCell>& row = table().cells.at(m_currentBucket);
    for (qsizetype i = 0; i < row.size(); ++i) {
        if (row.at(i).height > 0)
            parts.append(
                tr("%1 %2", "name of agent, amount spent").arg(table().series.at(i).name, row.at(i).text));
    }
    return parts.join(QStringLiteral(", "));
}

qreal SpendChartItem::readoutX() const
{
    const int index = columnOfBucket(m_geometry.columns, m_currentBucket);
    if (index < 0)
        return 0;
    const BarColumn& column = m_geometry.columns[static_cast<size_t>(index)];
    return m_geometry.plot.left() + (column.barLeft + column.barRight) / 2.0;
}

QVariantList SpendChartItem::seriesColors() const
{
    return {m_style.seriesColors.begin(), m_style.seriesColors.end()};
}

void SpendChartItem::setSeriesColors(const QVariantList& colors)
{
    m_style.seriesColors.clear();
    for (const QVariant& color : colors)
        m_style.seriesColors.append(color.value<QColor>());
    update();
    Q_EMIT styleChanged();
}

void SpendChartItem::setStyleColor(QColor& slot, const QColor& color)
{
    if (slot == color)
        return;
    slot = color;
    update();
    Q_EMIT styleChanged();
}

void SpendChartItem::setFont(const QFont& font)
{
    if (m_style.font == font)
        return;
    m_style.font = font;
    refresh();
    Q_EMIT styleChanged();
}

void SpendChartItem::refresh()
{
    m_geometry = SpendChartGeometry::fit(table(), size().toSize(), m_style.font);
    if (m_currentBucket >= bucketCount()) {
        m_currentBucket = -1;
        Q_EMIT currentBucketChanged();
    }
    showCurrentBucket();
}

void SpendChartItem::paint(QPainter* painter)
{
    paintSpendChart(*painter, table(), m_geometry, m_style, m_currentBucket);
}

void SpendChartItem::geometryChange(const QRectF& newGeometry, const QRectF& oldGeometry)
{
    QQuickPaintedItem::geometryChange(newGeometry, oldGeometry);
    if (newGeometry.size() != oldGeometry.size())
        refresh();
}

int SpendChartItem::bucketAt(QPointF position) const
{
    const int column = columnAt(m_geometry.columns, position.x() - m_geometry.plot.left());
    const bool beside = position.x() < m_geometry.plot.left();
    return column < 0 || beside ? -1
                                : tallestBucket(table(), m_geometry.columns[static_cast<size_t>(column)]);
}

void SpendChartItem::hoverEnterEvent(QHoverEvent* event)
{
    setCurrentBucket(bucketAt(event->position()));
}

void SpendChartItem::hoverMoveEvent(QHoverEvent* event)
{
    setCurrentBucket(bucketAt(event->position()));
}

void SpendChartItem::hoverLeaveEvent(QHoverEvent* event)
{
    QQuickPaintedItem::hoverLeaveEvent(event);
    setCurrentBucket(-1);
}

void SpendChartItem::mousePressEvent(QMouseEvent* event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    setCurrentBucket(bucketAt(event->position()));
    if (m_currentBucket >= 0)
        Q_EMIT bucketActivated(m_currentBucket);
}

void SpendChartItem::chooseColumn(int column)
{
    const int last = static_cast<int>(m_geometry.columns.size()) - 1;
    if (last >= 0)
        setCurrentBucket(
            tallestBucket(table(), m_geometry.columns[static_cast<size_t>(std::clamp(column, 0, last))]));
}

void SpendChartItem::moveBy(int columns)
{
    const int current = columnOfBucket(m_geometry.columns, m_currentBucket);
    const int last = static_cast<int>(m_geometry.columns.size()) - 1;
    chooseColumn(current < 0 ? last : current + columns); // the first key starts at now
}

void SpendChartItem::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return moveBy(-1);
    case Qt::Key_Right:
        return moveBy(1);
    case Qt::Key_Home:
        return chooseColumn(0);
    case Qt::Key_End:
        return chooseColumn(static_cast<int>(m_geometry.columns.size()) - 1);
    default:
        break;
    }
    const bool reads = m_currentBucket >= 0;
    if (reads && event->key() == Qt::Key_Escape)
        return setCurrentBucket(-1);
    if (reads && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT bucketActivated(m_currentBucket);
        return;
    }
    event->ignore();
}

void SpendChartItem::focusOutEvent(QFocusEvent* event)
{
    QQuickPaintedItem::focusOutEvent(event);
    setCurrentBucket(-1);
}

} // namespace till::charts
