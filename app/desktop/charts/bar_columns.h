#pragma once

#include <QtGlobal>

#include <vector>

namespace till::charts {

/// One drawn bar and the buckets it stands for: one bucket, or several when there are more
/// buckets than pixels. Positions are whole pixels from the left edge of the plot.
struct BarColumn {
    int firstBucket = 0;
    int lastBucket = 0;
    int slotLeft = 0; ///< the slot is the bar with the space around it: hover and highlight
    int slotRight = 0;
    int barLeft = 0;
    int barRight = 0;
};

/// Lays `bucketCount` bars out over `plotWidth` pixels; never more columns than pixels.
[[nodiscard]] std::vector<BarColumn> layoutColumns(int bucketCount, int plotWidth);

/// Where the column that holds `bucket` stands in `columns`; -1 when none does.
[[nodiscard]] int columnOfBucket(const std::vector<BarColumn>& columns, int bucket);

/// The column whose slot lies under `x`; the nearest one outside of the plot, -1 without columns.
[[nodiscard]] int columnAt(const std::vector<BarColumn>& columns, qreal x);

} // namespace till::charts
