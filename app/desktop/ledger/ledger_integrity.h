#pragma once

#include "core/wire/ledger_messages.h"

#include <QObject>
#include <QtQmlIntegration>

namespace till::desktop {

class DeskClock;
class Keeper;
class SessionController;

/// Whether the history is whole: what the keeper says by itself, and a check of everything when the person
/// asks.
class LedgerIntegrity : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the ledger")
    Q_PROPERTY(State state READ state NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString detail READ detail NOTIFY changed)

public:
    enum State {
        Unknown,  ///< the keeper has not said anything yet
        Sealed,   ///< every row follows from the one before, as the keeper found at its start
        Checking, ///< everything is being computed again
        Whole,    ///< everything was computed again and agrees
        Broken,
    };
    Q_ENUM(State)

    LedgerIntegrity(Keeper& keeper, SessionController& session, DeskClock& clock, QObject* parent = nullptr);

    [[nodiscard]] State state() const;
    /// A word or two for the badge.
    [[nodiscard]] QString text() const;
    /// What was checked when, or what is wrong and what to do.
    [[nodiscard]] QString detail() const;
    Q_INVOKABLE void check();

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QString checkedText() const;

    Keeper& m_keeper;
    SessionController& m_session;
    DeskClock& m_clock;
    std::optional<wire::LedgerVerified> m_verified;
    QString m_errorText;
    qint64 m_verifiedAtMs = 0;
    bool m_isChecking = false;
};

} // namespace till::desktop
