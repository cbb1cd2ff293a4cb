#pragma once

#include "app/desktop/items/passphrase_item.h"
#include "core/support/result.h"
#include "core/wire/admin_messages.h"

#include <QObject>
#include <QStringList>
#include <QtQmlIntegration>

namespace till::desktop {

class Keeper;
class SessionController;

/// When the wallet locks, as the settings screen shows and changes it. What keeps it open longer is only a
/// wish until the passphrase was typed for it.
class SecurityController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Security)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(QList<QString> autoLockChoices READ autoLockChoices CONSTANT)
    Q_PROPERTY(int autoLockChoice READ autoLockChoice NOTIFY changed)
    Q_PROPERTY(bool lockOnSuspend READ lockOnSuspend NOTIFY changed)
    Q_PROPERTY(bool lockOnScreenLock READ lockOnScreenLock NOTIFY changed)
    Q_PROPERTY(bool unattended READ unattended NOTIFY changed)
    Q_PROPERTY(QString unattendedText READ unattendedText NOTIFY changed)
    Q_PROPERTY(bool needsPassphrase READ needsPassphrase NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    SecurityController(Keeper& keeper, SessionController& session, QObject* parent = nullptr);

    [[nodiscard]] QStringList autoLockChoices() const;
    /// -1 when another time was set in the terminal.
    [[nodiscard]] int autoLockChoice() const;
    [[nodiscard]] bool lockOnSuspend() const { return m_now.lockOnSuspend; }
    [[nodiscard]] bool lockOnScreenLock() const { return m_now.lockOnScreenLock; }
    [[nodiscard]] bool unattended() const { return m_now.unattended.has_value(); }
    [[nodiscard]] QString unattendedText() const;
    /// The last wish keeps the wallet open longer: confirm() or cancel().
    [[nodiscard]] bool needsPassphrase() const { return m_wish.has_value(); }
    [[nodiscard]] QString errorText() const { return m_errorText; }

    Q_INVOKABLE void setAutoLock(int choice);
    Q_INVOKABLE void setLockOnSuspend(bool lock);
    Q_INVOKABLE void setLockOnScreenLock(bool lock);
    Q_INVOKABLE void endUnattended();
    Q_INVOKABLE void confirm(till::desktop::PassphraseItem* passphrase);
    Q_INVOKABLE void cancel();

    // What the machine says (AbsenceWatch).
    void suspending();
    void screenLocked();
    void ownerActive();

Q_SIGNALS:
    void changed();

private:
    void reload();
    void leave(const char* because);
    void set(const wire::LockRulesSet& wish);
    void take(const wire::LockRulesSet& wish, const Result<wire::SecurityAnswer, wire::ErrorBody>& answer);

    Keeper& m_keeper;
    SessionController& m_session;
    wire::SecurityAnswer m_now;
    std::optional<wire::LockRulesSet> m_wish;
    QString m_errorText;
};

} // namespace till::desktop
