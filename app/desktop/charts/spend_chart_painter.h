#pragma once

#include "app/desktop/charts/axis_scale.h"
#include "app/desktop/charts/bar_columns.h"
#include "app/desktop/charts/spend_series_model.h"

#include <QColor>
#include <QFont>
#include <QRect>

class QPainter;

namespace till::charts {

/// The colours and the type of a chart; the theme sets them.
struct SpendChartStyle {
    QList<QColor> seriesColors;
    QColor otherColor;
    QColor gridColor;
    QColor textColor;
    QColor highlightColor; ///< behind the bar that is read
    QColor gapColor;       ///< between two parts of a bar
    QFont font;
};

/// Where everything of a chart of a given size goes. Made anew when data, size or font change.
struct SpendChartGeometry {
    QRect plot;
    AxisScale axis;
    std::vector<BarColumn> columns; ///< relative to plot.left()
    int labelStride = 1;            ///< columns from one label under the bars to the next

    [[nodiscard]] static SpendChartGeometry fit(const SpendTable& table, QSize size, const QFont& font);
};

/// The bucket with the largest total of the column's buckets: what a narrow column shows.
[[nodiscard]] int tallestBucket(const SpendTable& table, const BarColumn& column);

void paintSpendChart(QPainter& painter, const SpendTable& table, const SpendChartGeometry& geometry,
                     const SpendChartStyle& style, int currentBucket);

} // namespace till::charts
