#include "app/desktop/ledger/ledger_integrity.h"

#include "app/desktop/clock/desk_clock.h"
#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/text/display_text.h"
#include "app/desktop/text/payment_words.h"

#include <QTimeZone>

namespace till::desktop {

LedgerIntegrity::LedgerIntegrity(Keeper& keeper, SessionController& session, DeskClock& clock,
                                 QObject* parent)
    : QObject(parent), m_keeper(keeper), m_session(session), m_clock(clock)
{
    connect(&session, &SessionController::changed, this, &LedgerIntegrity::changed);
}

void LedgerIntegrity::check()
{
    if (m_isChecking) {
        return;
    }
    m_isChecking = true;
    m_errorText.clear();
    Q_EMIT changed();
    ask<wire::LedgerVerified>(m_keeper, wire::LedgerVerify{}, this,
                              [this](Result<wire::LedgerVerified, wire::ErrorBody> answer) {
                                  m_isChecking = false;
                                  if (answer) {
                                      m_verified = std::move(*answer);
                                      m_verifiedAtMs = m_clock.nowMs();
                                  } else {
                                      m_errorText = describe(answer.error());
                                  }
                                  Q_EMIT changed();
                              });
}

LedgerIntegrity::State LedgerIntegrity::state() const
{
    if (m_isChecking) {
        return Checking;
    }
    if ((m_verified && !m_verified->ok) || m_session.ledgerBroken()) {
        return Broken;
    }
    const bool isUp =
        m_session.phase() == SessionController::Open || m_session.phase() == SessionController::Locked;
    return m_verified ? Whole : isUp ? Sealed : Unknown;
}

QString LedgerIntegrity::text() const
{
    switch (state()) {
    case Unknown:
        return tr("Not checked");
    case Sealed:
        return tr("History sealed");
    case Checking:
        return tr("Checking");
    case Whole:
        return tr("Verified %1").arg(clockTime(m_verifiedAtMs, m_clock.nowMs(), QTimeZone::systemTimeZone()));
    case Broken:
        return tr("History broken");
    }
    Q_UNREACHABLE();
}

QString LedgerIntegrity::checkedText() const
{
    const QString text = tr("%1 rows, %2 payments and %3 decisions were computed again and agree.")
                             .arg(countText(m_verified->events), countText(m_verified->payments),
                                  countText(m_verified->decisions));
    return m_verified->why.empty() ? text : text + QLatin1Char(' ') + toText(m_verified->why);
}

QString LedgerIntegrity::detail() const
{
    if (!m_errorText.isEmpty()) {
        return m_errorText;
    }
    switch (state()) {
    case Unknown:
        return tr("Whether the history is whole was not checked yet.");
    case Sealed:
        return tr(
            "Each row is sealed to the one before it. Click to compute every row, decision and sum again.");
    case Checking:
        return tr("Every row, decision and sum is being computed again. Payments go on meanwhile.");
    case Whole:
        return checkedText();
    case Broken:
        return m_verified && !m_verified->why.empty()
                   ? tr("%1 Nothing is signed on a history that does not hold. Keep the file and restore a "
                        "backup.")
                         .arg(toText(m_verified->why))
                   : tr("The history was changed, cut or rolled back. Nothing is signed on it.");
    }
    Q_UNREACHABLE();
}

} // namespace till::desktop
