#pragma once

#include "core/wire/shared_shapes.h"

#include <QString>

#include <vector>

namespace till::desktop {

/// One step of a judgement, taken apart for the screen.
struct TraceStep {
    QString rule;    ///< `Budget "day"`
    QString detail;  ///< the numbers
    QString outcome; ///< pass, match-allow, match-ask, match-deny: as TraceRow calls them
    bool decisive = false;
};

/// Reads the lines of policy::explain ("budget \"day\": used 4.21, this 0.90, limit 5.00 -> fits"). Those
/// whose outcome is the verdict are decisive; the line with the verdict alone is left out when there is such
/// a line.
[[nodiscard]] std::vector<TraceStep> stepsOf(const std::vector<wire::Reason>& trace);

} // namespace till::desktop
