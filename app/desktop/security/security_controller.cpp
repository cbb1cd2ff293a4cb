#include "app/desktop/security/security_controller.h"

#include "app/desktop/controllers/session_controller.h"
#include "app/desktop/keeper/ask.h"
#include "app/desktop/text/display_text.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace till::desktop {

namespace {

constexpr std::array<std::int64_t, 4> kAutoLockMinutes{15, 60, 240, 0};

} // namespace

SecurityController::SecurityController(Keeper& keeper, SessionController& session, QObject* parent)
    : QObject(parent), m_keeper(keeper), m_session(session)
{
    connect(&keeper, &Keeper::up, this, &SecurityController::reload);
    connect(&session, &SessionController::changed, this, &SecurityController::reload);
    if (keeper.isUp()) {
        reload();
    }
}

QStringList SecurityController::autoLockChoices() const
{
    return {tr("15 min"), tr("1 hour"), tr("4 hours"), tr("Never")};
}

int SecurityController::autoLockChoice() const
{
    const auto found = std::ranges::find(kAutoLockMinutes, m_now.autoLockMinutes);
    return found == kAutoLockMinutes.end() ? -1 : static_cast<int>(found - kAutoLockMinutes.begin());
}

QString SecurityController::unattendedText() const
{
    if (!m_now.unattended) {
        return tr("Off: once the wallet locks, agents are refused.");
    }
    return tr("%1 used of %2, until %3.", "amounts and a time")
        .arg(toText(m_now.unattended->usedText), toText(m_now.unattended->capText),
             QLocale().toString(QDateTime::fromMSecsSinceEpoch(m_now.unattended->untilMs),
                                QLocale::ShortFormat));
}

void SecurityController::reload()
{
    if (!m_keeper.isUp()) {
        return;
    }
    ask<wire::SecurityAnswer>(m_keeper, wire::SecurityGet{}, this,
                              [this](const Result<wire::SecurityAnswer, wire::ErrorBody>& answer) {
                                  if (answer) {
                                      m_now = *answer;
                                      Q_EMIT changed();
                                  }
                              });
}

void SecurityController::set(const wire::LockRulesSet& wish)
{
    m_wish.reset();
    m_errorText.clear();
    ask<wire::SecurityAnswer>(
        m_keeper, wish, this,
        [this, wish](const Result<wire::SecurityAnswer, wire::ErrorBody>& answer) { take(wish, answer); });
}

void SecurityController::take(const wire::LockRulesSet& wish,
                              const Result<wire::SecurityAnswer, wire::ErrorBody>& answer)
{
    if (answer) {
        m_now = *answer;
        m_wish.reset();
    } else if (answer.error().code == "passphrase_needed") {
        m_wish = wish;
    } else {
        m_errorText = describe(answer.error());
    }
    Q_EMIT changed();
}

void SecurityController::setAutoLock(int choice)
{
    if (choice < 0 || static_cast<std::size_t>(choice) >= kAutoLockMinutes.size()) {
        return;
    }
    wire::LockRulesSet wish;
    wish.autoLockMinutes = kAutoLockMinutes.at(static_cast<std::size_t>(choice));
    set(wish);
}

void SecurityController::setLockOnSuspend(bool lock)
{
    wire::LockRulesSet wish;
    wish.lockOnSuspend = lock;
    set(wish);
}

void SecurityController::setLockOnScreenLock(bool lock)
{
    wire::LockRulesSet wish;
    wish.lockOnScreenLock = lock;
    set(wish);
}

void SecurityController::confirm(PassphraseItem* passphrase)
{
    if (passphrase == nullptr || !m_wish) {
        return;
    }
    m_errorText.clear();
    const wire::LockRulesSet wish = *m_wish;
    wire::LockRulesSet request = wish;
    askWithSecrets<wire::SecurityAnswer>(
        m_keeper, request, {{&request.passphrase.emplace(), passphrase->secret()}}, this,
        [this, wish](const Result<wire::SecurityAnswer, wire::ErrorBody>& answer) { take(wish, answer); });
    passphrase->clear();
}

void SecurityController::cancel()
{
    m_wish.reset();
    m_errorText.clear();
    Q_EMIT changed();
}

void SecurityController::endUnattended()
{
    ask<wire::SecurityAnswer>(
        m_keeper, wire::UnattendedOff{}, this,
        [this](const Result<wire::SecurityAnswer, wire::ErrorBody>& answer) { take({}, answer); });
}

void SecurityController::leave(const char* because)
{
    if (m_session.phase() != SessionController::Open) {
        return;
    }
    wire::Lock lock;
    lock.because = because;
    ask<wire::Done>(m_keeper, lock, this, [this](const Result<wire::Done, wire::ErrorBody>& answer) {
        m_errorText = answer ? QString() : describe(answer.error());
        m_session.refresh();
    });
}

void SecurityController::suspending()
{
    if (m_now.lockOnSuspend) {
        leave("suspend");
    }
}

void SecurityController::screenLocked()
{
    if (m_now.lockOnScreenLock) {
        leave("screen");
    }
}

void SecurityController::ownerActive()
{
    if (m_session.phase() == SessionController::Open) {
        ask<wire::Done>(m_keeper, wire::OwnerActive{}, this,
                        [](const Result<wire::Done, wire::ErrorBody>&) {}); // the next one will do
    }
}

} // namespace till::desktop
