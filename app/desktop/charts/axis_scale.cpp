#include "app/desktop/charts/axis_scale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace till::charts {
namespace {

struct Mantissa {
    double value;
    int extraDecimals;
};

constexpr std::array<Mantissa, 4> kMantissas{{{1, 0}, {2, 0}, {2.5, 1}, {5, 0}}};
/// Rounding of the division may not push a bar that fits exactly onto one step more.
constexpr double kSlack = 1e-9;

} // namespace

AxisScale AxisScale::holding(double largest, int mostSteps)
{
    if (!std::isfinite(largest) || largest <= 0)
        return {};
    const int wanted = std::max(1, mostSteps);
    const int firstExponent = static_cast<int>(std::floor(std::log10(largest / wanted)));
    for (int exponent = firstExponent;; ++exponent) {
        for (const Mantissa& mantissa : kMantissas) {
            const double step = mantissa.value * std::pow(10.0, exponent);
            const double steps = std::max(1.0, std::ceil(largest / step - kSlack));
            if (steps <= wanted)
                return {step, static_cast<int>(steps), std::max(0, mantissa.extraDecimals - exponent)};
        }
    }
}

} // namespace till::charts
