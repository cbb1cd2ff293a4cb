#include "app/desktop/controllers/session_controller.h"

#include "app/desktop/keeper/ask.h"
#include "app/desktop/text/backup_words.h"
#include "app/desktop/text/display_text.h"

#include <QUrl>

namespace till::desktop {

namespace {

QStringList toTexts(const std::vector<std::string>& sentences)
{
    QStringList texts;
    for (const std::string& each : sentences) {
        texts.append(toText(each));
    }
    return texts;
}

} // namespace

SessionController::SessionController(Keeper& keeper, QObject* parent) : QObject(parent), m_keeper(keeper)
{
    connect(&keeper, &Keeper::up, this, &SessionController::subscribe);
    connect(&keeper, &Keeper::down, this, [this] {
        m_status = {};
        setPhase(Connecting);
        Q_EMIT changed();
    });
    connect(&keeper, &Keeper::incompatible, this, [this] {
        setUnreachable(tr("Another version of Tillkeeper is running. Quit it, then start this one again."));
    });
    connect(&keeper, &Keeper::stateArrived, this, &SessionController::take);
    if (keeper.isUp()) {
        subscribe();
    }
}

void SessionController::subscribe()
{
    ask<wire::Done>(m_keeper, wire::Subscribe{}, this,
                    [this](const Result<wire::Done, wire::ErrorBody>& answer) {
                        if (!answer) {
                            setUnreachable(describe(answer.error()));
                        }
                    });
    refresh();
}

void SessionController::refresh()
{
    ask<wire::StatusAnswer>(m_keeper, wire::StatusGet{}, this,
                            [this](const Result<wire::StatusAnswer, wire::ErrorBody>& answer) {
                                if (answer) {
                                    take(*answer);
                                }
                            });
}

void SessionController::take(const wire::StatusAnswer& status)
{
    m_status = status;
    m_unreachable.clear();
    setPhase(status.vault == "none" ? NoVault : status.vault == "unlocked" ? Open : Locked);
    Q_EMIT changed();
}

void SessionController::setPhase(Phase phase)
{
    if (m_phase != phase) {
        m_phase = phase;
        Q_EMIT phaseChanged();
    }
}

void SessionController::setUnreachable(const QString& why)
{
    m_unreachable = why;
    setPhase(Offline);
    Q_EMIT changed();
}

QString SessionController::endpoint() const
{
    return toText(m_status.endpoint);
}

QString SessionController::practiceShop() const
{
    return toText(m_status.practiceShop);
}

QString SessionController::stateText() const
{
    switch (m_phase) {
    case Connecting:
        return tr("Connecting");
    case Offline:
        return tr("Not running");
    case NoVault:
        return tr("No vault yet");
    case Locked:
        return tr("Locked");
    case Open:
        return ledgerBroken() ? tr("Stopped") : paused() ? tr("Paused") : tr("Paying by your rules");
    }
    Q_UNREACHABLE();
}

QString SessionController::stateDetail() const
{
    switch (m_phase) {
    case Connecting:
        return tr("Waiting for the keeper. Nothing can be paid until it answers.");
    case Offline:
        return m_unreachable;
    case NoVault:
        return tr("Make a vault to start.");
    case Locked:
        return tr("The keys are wiped from memory. Agents are told to wait.");
    case Open:
        if (ledgerBroken()) {
            return tr("The ledger does not verify. Nothing is signed.");
        }
        return paused() ? tr("Everything is refused until you resume.")
                        : tr("Agents can pay what your rules allow; the rest waits for you.");
    }
    Q_UNREACHABLE();
}

QString SessionController::endpointText() const
{
    if (m_phase == Connecting || m_phase == Offline) {
        return tr("Agents cannot ask");
    }
    if (m_status.endpoint.empty()) {
        return tr("The agents' endpoint is not up yet");
    }
    const QUrl url(endpoint());
    return tr("Agents ask at %1").arg(url.authority());
}

QString SessionController::tier() const
{
    return toText(m_status.tier.text);
}

QStringList SessionController::tierStops() const
{
    return toTexts(m_status.tier.stops);
}

QStringList SessionController::tierDoesNotStop() const
{
    return toTexts(m_status.tier.doesNotStop);
}

QString SessionController::backupText() const
{
    return m_phase == Open || m_phase == Locked ? backupLine(m_status.backup) : QString();
}

QString SessionController::version() const
{
    return toText(m_status.version);
}

template <class Request>
void SessionController::order(const Request& request)
{
    ask<wire::Done>(m_keeper, request, this, [this](const Result<wire::Done, wire::ErrorBody>& answer) {
        if (!answer) {
            Q_EMIT failed(describe(answer.error()));
        }
        refresh();
    });
}

void SessionController::lockNow()
{
    order(wire::Lock{});
}

void SessionController::pauseAll()
{
    order(wire::PauseAll{});
}

void SessionController::resumeAll()
{
    order(wire::ResumeAll{});
}

} // namespace till::desktop
