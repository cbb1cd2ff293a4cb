#include "app/desktop/controllers/proof_controller.h"

#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/text/display_text.h"

#include <utility>

namespace till::desktop {

ProofController::ProofController(Keeper& keeper, SessionController& session, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_session(session)
{
    connect(&session, &SessionController::phaseChanged, this, [this] {
        if (m_session.phase() != SessionController::Open && wanted()) {
            cancel();
        }
    });
}

void ProofController::need(const QString& purpose, std::function<void()> then)
{
    if (m_session.proved()) {
        then();
        return;
    }
    m_purpose = purpose;
    m_then = std::move(then);
    m_errorText.clear();
    Q_EMIT changed();
}

void ProofController::resumeAll()
{
    need(tr("Resuming lets agents pay again."), [this] { m_session.resumeAll(); });
}

void ProofController::proveFor(const QString& purpose)
{
    need(purpose, [] {});
}

void ProofController::clearError()
{
    m_errorText.clear();
    Q_EMIT changed();
}

void ProofController::cancel()
{
    m_then = nullptr;
    m_purpose.clear();
    m_errorText.clear();
    Q_EMIT changed();
}

void ProofController::unlock(PassphraseItem* passphrase)
{
    if (passphrase != nullptr && !m_busy && passphrase->length() > 0) {
        send<wire::Unlock>(*passphrase, {});
    }
}

void ProofController::submit(PassphraseItem* passphrase)
{
    if (passphrase != nullptr && !m_busy && passphrase->length() > 0) {
        send<wire::Prove>(*passphrase, m_then);
    }
}

template <class Request>
void ProofController::send(PassphraseItem& passphrase, std::function<void()> then)
{
    m_busy = true;
    m_errorText.clear();
    Q_EMIT changed();
    Request request;
    askWithSecrets<wire::Done>(
        m_keeper, request, {{&request.passphrase, passphrase.secret()}}, this,
        [this, then = std::move(then)](const Result<wire::Done, wire::ErrorBody>& answer) {
            m_busy = false;
            if (!answer) {
                m_errorText = describe(answer.error());
                Q_EMIT changed();
                Q_EMIT refused();
                return;
            }
            cancel();
            Q_EMIT accepted();
            m_session.refresh();
            if (then) {
                then();
            }
        });
    passphrase.clear();
}

} // namespace till::desktop
