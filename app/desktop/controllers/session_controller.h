#pragma once

#include "core/wire/admin_messages.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQmlIntegration>

namespace till::desktop {

class Keeper;

/// What the bar across the top shows on every screen, and its switches: is the keeper there, is the vault
/// open, is everything paused, can agents ask, how many payments wait.
class SessionController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Session)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(Phase phase READ phase NOTIFY phaseChanged)
    Q_PROPERTY(bool paused READ paused NOTIFY changed)
    Q_PROPERTY(bool proved READ proved NOTIFY changed)
    Q_PROPERTY(int waiting READ waiting NOTIFY changed)
    Q_PROPERTY(bool endpointUp READ endpointUp NOTIFY changed)
    Q_PROPERTY(QString endpoint READ endpoint NOTIFY changed)
    Q_PROPERTY(QString practiceShop READ practiceShop NOTIFY changed)
    Q_PROPERTY(bool ledgerBroken READ ledgerBroken NOTIFY changed)
    Q_PROPERTY(QString stateText READ stateText NOTIFY changed)
    Q_PROPERTY(QString stateDetail READ stateDetail NOTIFY changed)
    Q_PROPERTY(QString endpointText READ endpointText NOTIFY changed)
    Q_PROPERTY(QString tier READ tier NOTIFY changed)
    Q_PROPERTY(QStringList tierStops READ tierStops NOTIFY changed)
    Q_PROPERTY(QStringList tierDoesNotStop READ tierDoesNotStop NOTIFY changed)
    Q_PROPERTY(QString version READ version NOTIFY changed)
    Q_PROPERTY(int ledgerRows READ ledgerRows NOTIFY changed)
    Q_PROPERTY(QString backupText READ backupText NOTIFY changed)
    Q_PROPERTY(bool backupVerified READ backupVerified NOTIFY changed)

public:
    /// Connecting: no keeper yet. Offline: it cannot be had, `stateDetail` says why.
    enum Phase { Connecting, Offline, NoVault, Locked, Open };
    Q_ENUM(Phase)

    explicit SessionController(Keeper& keeper, QObject* parent = nullptr);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] bool paused() const { return m_status.paused; }
    [[nodiscard]] bool proved() const { return m_status.proved; }
    [[nodiscard]] int waiting() const { return static_cast<int>(m_status.waiting); }
    [[nodiscard]] bool endpointUp() const { return m_phase >= NoVault && !m_status.endpoint.empty(); }
    [[nodiscard]] QString endpoint() const;
    [[nodiscard]] QString practiceShop() const;
    [[nodiscard]] bool ledgerBroken() const { return m_status.integrity == "broken"; }
    [[nodiscard]] QString stateText() const;
    [[nodiscard]] QString stateDetail() const;
    [[nodiscard]] QString endpointText() const;
    [[nodiscard]] QString tier() const;
    [[nodiscard]] QStringList tierStops() const;
    [[nodiscard]] QStringList tierDoesNotStop() const;
    [[nodiscard]] QString version() const;
    [[nodiscard]] int ledgerRows() const { return static_cast<int>(m_status.events); }

    [[nodiscard]] QString backupText() const;
    [[nodiscard]] bool backupVerified() const { return m_status.backup.state == "verified"; }

    /// Why there is no keeper, in words; from whoever starts it.
    void setUnreachable(const QString& why);

    Q_INVOKABLE void lockNow();
    Q_INVOKABLE void pauseAll();
    /// Needs a proved connection: callers go through ProofController.
    void resumeAll();
    /// Asks for the state at once, rather than wait for the next event.
    void refresh();

Q_SIGNALS:
    void changed();
    void phaseChanged();
    /// Something could not be done.
    void failed(const QString& text);

private:
    void take(const wire::StatusAnswer& status);
    void subscribe();
    void setPhase(Phase phase);
    template <class Request>
    void order(const Request& request);

    Keeper& m_keeper;
    wire::StatusAnswer m_status;
    Phase m_phase = Connecting;
    QString m_unreachable;
};

} // namespace till::desktop
