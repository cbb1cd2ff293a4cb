#pragma once

#include "app/desktop/clock/desk_clock.h"

/// A clock that stands still until the test moves it.
class HandClock : public till::desktop::DeskClock {
public:
    [[nodiscard]] qint64 nowMs() const override { return m_nowMs; }
    void advance(qint64 ms)
    {
        m_nowMs += ms;
        Q_EMIT ticked();
    }

private:
    qint64 m_nowMs = 1'772'000'000'000; // 2026-02-25 06:13:20 UTC
};
