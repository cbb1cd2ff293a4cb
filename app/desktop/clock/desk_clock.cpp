#include "app/desktop/clock/desk_clock.h"

#include <QDateTime>

namespace till::desktop {

namespace {
constexpr int kTickMs = 1000;
} // namespace

SystemDeskClock::SystemDeskClock(QObject* parent) : DeskClock(parent)
{
    m_timer.setInterval(kTickMs);
    m_timer.setTimerType(Qt::CoarseTimer);
    connect(&m_timer, &QTimer::timeout, this, &DeskClock::ticked);
    m_timer.start();
}

qint64 SystemDeskClock::nowMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace till::desktop
