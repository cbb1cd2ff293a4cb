#pragma once

#include "app/desktop/ledger/payment_inspector.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QUuid>

class QNetworkReply;

namespace till::desktop {

class AgentsController;
class SessionController;

/// Buys a fortune for 0.01 in the practice shop, as the agent whose token is on screen would: one POST to the
/// agents' own endpoint. So a first payment needs no program, no funds and no network, and shows every step
/// for real.
class PracticePurchase : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes with the welcome")
    Q_PROPERTY(bool possible READ possible NOTIFY changed)
    Q_PROPERTY(bool buying READ buying NOTIFY changed)
    Q_PROPERTY(bool done READ done NOTIFY changed)
    Q_PROPERTY(QString fortune READ fortune NOTIFY changed)
    Q_PROPERTY(QString errorText READ errorText NOTIFY changed)
    Q_PROPERTY(till::desktop::PaymentInspector* receipt READ receipt CONSTANT)

public:
    PracticePurchase(Keeper& keeper, SessionController& session, AgentsController& agents, DeskClock& clock,
                     QObject* parent = nullptr);

    [[nodiscard]] bool possible() const;
    [[nodiscard]] bool buying() const { return !m_reply.isNull(); }
    [[nodiscard]] bool done() const { return !m_fortune.isEmpty(); }
    /// What the shop sold.
    [[nodiscard]] QString fortune() const { return m_fortune; }
    [[nodiscard]] QString errorText() const { return m_errorText; }
    [[nodiscard]] PaymentInspector* receipt() { return &m_receipt; }

    Q_INVOKABLE void buy();
    Q_INVOKABLE void reset();

Q_SIGNALS:
    void changed();

private:
    void finish();

    SessionController& m_session;
    AgentsController& m_agents;
    PaymentInspector m_receipt;
    QNetworkAccessManager m_network;
    QPointer<QNetworkReply> m_reply;
    QString m_fortune;
    QString m_errorText;
    QUuid m_purchase; ///< the idempotency key: the same until the purchase has ended
};

} // namespace till::desktop
