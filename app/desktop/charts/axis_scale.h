#pragma once

namespace till::charts {

/// A value axis from zero with round steps: 0, 0.25, 0.5 … up to at least the largest bar.
struct AxisScale {
    double step = 1;
    int steps = 1;    ///< the axis ends at step * steps
    int decimals = 0; ///< digits after the point that every label needs

    [[nodiscard]] double top() const { return step * steps; }

    /// The smallest axis with at most `mostSteps` steps that holds `largest`.
    /// An axis without spend still runs from 0 to 1.
    [[nodiscard]] static AxisScale holding(double largest, int mostSteps);
};

} // namespace till::charts
