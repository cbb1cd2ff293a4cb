#include "app/desktop/charts/bar_columns.h"

#include <algorithm>
#include <cmath>

namespace till::charts {
namespace {

/// Narrower slots than this have no room for a gap beside the bar.
constexpr double kNarrowestSlotWithGap = 3;
constexpr double kGapShare = 0.3;
constexpr double kWidestBar = 44;

int share(int index, int count, int whole)
{
    return static_cast<int>(static_cast<qint64>(index) * whole / count);
}

} // namespace

std::vector<BarColumn> layoutColumns(int bucketCount, int plotWidth)
{
    std::vector<BarColumn> columns;
    if (bucketCount <= 0 || plotWidth <= 0)
        return columns;
    const int count = std::min(bucketCount, plotWidth);
    columns.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) {
        BarColumn column;
        column.firstBucket = share(i, count, bucketCount);
        column.lastBucket = share(i + 1, count, bucketCount) - 1;
        column.slotLeft = share(i, count, plotWidth);
        column.slotRight = share(i + 1, count, plotWidth);
        const double slot = column.slotRight - column.slotLeft;
        const bool hasGap = slot >= kNarrowestSlotWithGap;
        const double bar =
            hasGap ? std::min(kWidestBar, std::max(1.0, std::round(slot * (1 - kGapShare)))) : slot;
        column.barLeft = column.slotLeft + static_cast<int>((slot - bar) / 2);
        column.barRight = column.barLeft + static_cast<int>(bar);
        columns.push_back(column);
    }
    return columns;
}

int columnOfBucket(const std::vector<BarColumn>& columns, int bucket)
{
    const auto after =
        std::upper_bound(columns.begin(), columns.end(), bucket,
                         [](int b, const BarColumn& column) { return b < column.firstBucket; });
    if (after == columns.begin() || std::prev(after)->lastBucket < bucket)
        return -1;
    return static_cast<int>(std::distance(columns.begin(), after)) - 1;
}

int columnAt(const std::vector<BarColumn>& columns, qreal x)
{
    if (columns.empty())
        return -1;
    const auto after =
        std::upper_bound(columns.begin(), columns.end(), x,
                         [](qreal at, const BarColumn& column) { return at < column.slotLeft; });
    return std::max(0, static_cast<int>(std::distance(columns.begin(), after)) - 1);
}

} // namespace till::charts
