#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/support/result.h"
#include "core/wire/admin_messages.h"

#include <QObject>

#include <functional>
#include <string>

namespace till::wire {
struct Envelope;
}
namespace till::client {
class KeeperConnection;
}

namespace till::desktop {

/// The keeper as the app's controllers see it: questions with answers, and its events as typed signals. Holds
/// no state of the keeper's. A question that is open when the connection is lost ends with
/// `keeper_unavailable`, so that no screen waits for ever. Questions are asked with ask() of ask.h.
class Keeper : public QObject {
    Q_OBJECT

public:
    using Handler = std::function<void(Result<const wire::Envelope*, wire::ErrorBody>)>;

    explicit Keeper(client::KeeperConnection& connection, QObject* parent = nullptr);

    [[nodiscard]] bool isUp() const;
    [[nodiscard]] std::int64_t nextId();
    /// Sends a frame with that id; `handler` is called once, unless `context` is gone by then.
    void send(std::int64_t id, std::string frame, QObject* context, Handler handler);
    /// The same for a frame with a secret in it.
    void send(std::int64_t id, const crypto::SecretBytes& frame, QObject* context, Handler handler);

Q_SIGNALS:
    void up();
    void down();
    /// Another version of Tillkeeper runs: nothing can be asked.
    void incompatible();
    void stateArrived(const till::wire::StatusAnswer& status);
    void paymentsArrived(const till::wire::PaymentsEvent& event);
    void approvalArrived(const till::wire::ApprovalShape& approval);
    void approvalGone(const QString& paymentId, const QString& status);

private:
    void announce(const wire::Envelope& envelope);

    client::KeeperConnection& m_connection;
};

} // namespace till::desktop
