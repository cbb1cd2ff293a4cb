#pragma once

// First, because moc of Qt 6.4 cannot read libstdc++'s <concepts> before a header of Qt.
#include <QtGlobal>

#include "core/support/clock.h"

/// Time that a test moves by hand. Starts at 2026-01-01T00:00:00Z.
class HandClock : public till::Clock {
public:
    [[nodiscard]] till::Instant now() const override { return till::Instant::fromSeconds(seconds); }
    std::int64_t seconds = 1767225600;
};
