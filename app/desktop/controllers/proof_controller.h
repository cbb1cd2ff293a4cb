#pragma once

#include "app/desktop/items/passphrase_item.h"

#include <QObject>
#include <QString>
#include <QtQmlIntegration>

#include <functional>

namespace till::desktop {

class Keeper;
class SessionController;

/// Asks for the passphrase where something needs it: to open the vault (Lock screen), and once a connection
/// before anything that widens (a sheet over any screen). What was asked for then happens by itself.
class ProofController : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Proof)
    QML_UNCREATABLE("comes with the desk")
    Q_PROPERTY(bool wanted READ wanted NOTIFY changed)
    Q_PROPERTY(QString purpose READ purpose NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)

public:
    ProofController(Keeper& keeper, SessionController& session, QObject* parent = nullptr);

    [[nodiscard]] bool wanted() const { return static_cast<bool>(m_then); }
    [[nodiscard]] QString purpose() const { return m_purpose; }
    [[nodiscard]] bool busy() const { return m_busy; }
    [[nodiscard]] QString errorText() const { return m_errorText; }

    /// Runs `then` at once when this connection has proved already, else after the passphrase was right.
    void need(const QString& purpose, std::function<void()> then);

    Q_INVOKABLE void resumeAll();
    Q_INVOKABLE void unlock(till::desktop::PassphraseItem* passphrase);
    Q_INVOKABLE void submit(till::desktop::PassphraseItem* passphrase);
    Q_INVOKABLE void cancel();
    /// Proves with nothing else to do: a prompt that shows "Allow" only to a proved connection.
    Q_INVOKABLE void proveFor(const QString& purpose);
    Q_INVOKABLE void clearError();

Q_SIGNALS:
    void changed();
    void accepted();
    void refused();

private:
    template <class Request>
    void send(PassphraseItem& passphrase, std::function<void()> then);

    Keeper& m_keeper;
    SessionController& m_session;
    std::function<void()> m_then;
    QString m_purpose;
    QString m_errorText;
    bool m_busy = false;
};

} // namespace till::desktop
