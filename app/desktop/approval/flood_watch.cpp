#include "app/desktop/approval/flood_watch.h"

#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/text/display_text.h"

namespace till::desktop {

FloodWatch::FloodWatch(Keeper& keeper, DeskClock& clock, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_clock(clock)
{
}

void FloodWatch::note(const wire::PaymentRow& payment)
{
    QList<qint64>& arrivals = m_arrivals[toText(payment.agent)];
    const qint64 now = m_clock.nowMs();
    arrivals.removeIf([now](qint64 at) { return now - at >= kFloodWindowMs; });
    arrivals.append(now);
    if (arrivals.size() >= kFloodRequests) {
        arrivals.clear();
        pause(payment);
    }
}

void FloodWatch::pause(const wire::PaymentRow& payment)
{
    m_agentId = toText(payment.agent);
    const QString name = toText(payment.agentName);
    m_text = tr("%1 asked %2 times within a minute and is being paused.").arg(name).arg(kFloodRequests);
    Q_EMIT changed();
    ask<wire::AgentsAnswer>(
        m_keeper, wire::AgentSetState{payment.agent, "paused", std::nullopt}, this,
        [this, name](const Result<wire::AgentsAnswer, wire::ErrorBody>& answer) {
            m_text = answer ? tr("%1 asked %2 times within a minute, so it was paused: it can pay nothing "
                                 "until you resume it. What waits is still below.")
                                  .arg(name)
                                  .arg(kFloodRequests)
                            : tr("%1 floods you with requests and could not be paused. %2")
                                  .arg(name, describe(answer.error()));
            Q_EMIT changed();
        });
}

void FloodWatch::dismiss()
{
    m_agentId.clear();
    m_text.clear();
    Q_EMIT changed();
}

} // namespace till::desktop
