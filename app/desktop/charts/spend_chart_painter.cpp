#include "app/desktop/charts/spend_chart_painter.h"

#include <QFontMetrics>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <numeric>

namespace till::charts {
namespace {

constexpr int kAxisGap = 8;        // between the value labels and the plot
constexpr int kPixelsPerStep = 44; // one grid line about every so many pixels
constexpr int kMostSteps = 5;
constexpr int kLabelGap = 14;           // at least, between two labels under the bars
constexpr int kThinnestPartWithGap = 4; // a thinner part of a bar keeps all its pixels

double totalOf(const QList<SpendCell>& row)
{
    return std::accumulate(row.begin(), row.end(), 0.0,
                           [](double sum, const SpendCell& cell) { return sum + cell.height; });
}

QString axisText(const AxisScale& axis, int step)
{
    return QLocale().toString(axis.step * step, 'f', axis.decimals);
}

int widestAxisText(const AxisScale& axis, const QFontMetrics& metrics)
{
    int widest = 0;
    for (int step = 0; step <= axis.steps; ++step)
        widest = std::max(widest, metrics.horizontalAdvance(axisText(axis, step)));
    return widest;
}

/// The smallest distance, in columns, at which labels do not touch.
int strideOfLabels(const SpendTable& table, int columns, int plotWidth, const QFontMetrics& metrics)
{
    int widest = 1;
    for (const SpendBucket& bucket : table.buckets)
        widest = std::max(widest, metrics.horizontalAdvance(bucket.label));
    const int fitting = std::max(1, plotWidth / (widest + kLabelGap));
    return std::max(1, (columns + fitting - 1) / fitting);
}

QColor colorOf(const SpendChartStyle& style, int index)
{
    return index >= 0 && index < style.seriesColors.size() ? style.seriesColors.at(index) : style.otherColor;
}

void paintAxis(QPainter& painter, const SpendTable& table, const SpendChartGeometry& geometry,
               const SpendChartStyle& style)
{
    const QFontMetrics metrics(style.font);
    const QRect& plot = geometry.plot;
    for (int step = 0; step <= geometry.axis.steps; ++step) {
        const int y = plot.bottom() - plot.height() * step / geometry.axis.steps;
        painter.fillRect(QRect(plot.left(), y, plot.width(), 1), style.gridColor);
        const QRect box(0, y - metrics.height() / 2, plot.left() - kAxisGap, metrics.height());
        painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, axisText(geometry.axis, step));
    }
    painter.drawText(QRect(0, 0, plot.left() + plot.width(), metrics.height()), Qt::AlignLeft,
                     table.axisUnit);
}

/// As many labels as fit without touching, at equal distances, and never cut at the edges.
void paintBucketLabels(QPainter& painter, const SpendTable& table, const SpendChartGeometry& geometry,
                       const SpendChartStyle& style)
{
    const QFontMetrics metrics(style.font);
    const int columns = static_cast<int>(geometry.columns.size());
    const int y = geometry.plot.bottom() + 1 + kAxisGap / 2;
    for (int i = 0; i < columns; i += geometry.labelStride) {
        const BarColumn& column = geometry.columns[static_cast<size_t>(i)];
        const QString& text = table.buckets.at(column.firstBucket).label;
        const int width = metrics.horizontalAdvance(text);
        const int middle = geometry.plot.left() + (column.barLeft + column.barRight) / 2;
        const int left = std::clamp(middle - width / 2, 0, std::max(0, geometry.plot.right() + 1 - width));
        painter.drawText(QRect(left, y, width + 1, metrics.height()), Qt::AlignLeft | Qt::AlignTop, text);
    }
}

void paintBar(QPainter& painter, const SpendTable& table, const SpendChartGeometry& geometry,
              const SpendChartStyle& style, const BarColumn& column)
{
    const QList<SpendCell>& row = table.cells.at(tallestBucket(table, column));
    const QRect& plot = geometry.plot;
    const int left = plot.left() + column.barLeft;
    const int width = column.barRight - column.barLeft;
    const auto heightOf = [&](double value) { return qRound(value / geometry.axis.top() * plot.height()); };
    double below = 0;
    int bottom = plot.bottom(); // exclusive: the base line stays visible
    for (qsizetype i = 0; i < row.size(); ++i) {
        if (row.at(i).height <= 0)
            continue;
        below += row.at(i).height;
        // What was spent is at least one pixel, so that it is not read as nothing.
        const int top = std::min(plot.bottom() - heightOf(below), bottom - 1);
        painter.fillRect(QRect(left, top, width, bottom - top),
                         colorOf(style, table.series.at(i).colorIndex));
        const bool isLowest = bottom == plot.bottom();
        if (!isLowest && width >= kThinnestPartWithGap && bottom - top >= kThinnestPartWithGap)
            painter.fillRect(QRect(left, bottom - 1, width, 1), style.gapColor);
        bottom = top;
    }
}

} // namespace

SpendChartGeometry SpendChartGeometry::fit(const SpendTable& table, QSize size, const QFont& font)
{
    const QFontMetrics metrics(font);
    double largest = 0;
    for (const QList<SpendCell>& row : table.cells)
        largest = std::max(largest, totalOf(row));
    SpendChartGeometry geometry;
    const int top = metrics.height() + metrics.height() / 2; // the unit stands above the axis
    const int height = size.height() - top - metrics.height() - kAxisGap;
    geometry.axis = AxisScale::holding(largest, std::clamp(height / kPixelsPerStep, 1, kMostSteps));
    const int left = widestAxisText(geometry.axis, metrics) + kAxisGap;
    geometry.plot = QRect(left, top, std::max(0, size.width() - left), std::max(0, height));
    geometry.columns = layoutColumns(static_cast<int>(table.buckets.size()), geometry.plot.width());
    const int columnCount = static_cast<int>(geometry.columns.size());
    geometry.labelStride = strideOfLabels(table, columnCount, geometry.plot.width(), metrics);
    return geometry;
}

int tallestBucket(const SpendTable& table, const BarColumn& column)
{
    int tallest = column.firstBucket;
    for (int bucket = column.firstBucket + 1; bucket <= column.lastBucket; ++bucket) {
        if (totalOf(table.cells.at(bucket)) > totalOf(table.cells.at(tallest)))
            tallest = bucket;
    }
    return tallest;
}

void paintSpendChart(QPainter& painter, const SpendTable& table, const SpendChartGeometry& geometry,
                     const SpendChartStyle& style, int currentBucket)
{
    painter.setFont(style.font);
    painter.setPen(style.textColor);
    const int current = columnOfBucket(geometry.columns, currentBucket);
    if (current >= 0) {
        const BarColumn& column = geometry.columns[static_cast<size_t>(current)];
        painter.fillRect(QRect(geometry.plot.left() + column.slotLeft, geometry.plot.top(),
                               column.slotRight - column.slotLeft, geometry.plot.height()),
                         style.highlightColor);
    }
    paintAxis(painter, table, geometry, style);
    for (const BarColumn& column : geometry.columns)
        paintBar(painter, table, geometry, style, column);
    paintBucketLabels(painter, table, geometry, style);
}

} // namespace till::charts
