#include "app/desktop/keeper/keeper.h"

#include "app/client/keeper_connection.h"
#include "core/wire/codec.h"

#include <QPointer>

#include <utility>

namespace till::desktop {

Keeper::Keeper(client::KeeperConnection& connection, QObject* parent)
    : QObject(parent), m_connection(connection)
{
    connect(&connection, &client::KeeperConnection::ready, this, &Keeper::up);
    connect(&connection, &client::KeeperConnection::lost, this, &Keeper::down);
    connect(&connection, &client::KeeperConnection::incompatible, this, &Keeper::incompatible);
    connection.setEventHandler([this](const wire::Envelope& envelope) { announce(envelope); });
}

bool Keeper::isUp() const
{
    return m_connection.isReady();
}

std::int64_t Keeper::nextId()
{
    return m_connection.nextId();
}

void Keeper::send(std::int64_t id, std::string frame, QObject* context, Handler handler)
{
    m_connection.send(
        id, std::move(frame),
        [context = QPointer<QObject>(context), handler = std::move(handler)](const client::Reply& reply) {
            if (!context) {
                return;
            }
            if (reply.error != nullptr) {
                handler(fail(*reply.error));
            } else {
                handler(reply.frame);
            }
        });
}

void Keeper::send(std::int64_t id, const crypto::SecretBytes& frame, QObject* context, Handler handler)
{
    // The connection takes std::string and wipes each frame once the socket has it.
    const auto bytes = frame.readable();
    send(id, std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()), context,
         std::move(handler));
}

void Keeper::announce(const wire::Envelope& envelope)
{
    if (envelope.type == wire::StateEvent::kType) {
        if (const auto event = wire::fromBody<wire::StateEvent>(envelope.body)) {
            Q_EMIT stateArrived(*event);
        }
    } else if (envelope.type == wire::PaymentsEvent::kType) {
        if (const auto event = wire::fromBody<wire::PaymentsEvent>(envelope.body)) {
            Q_EMIT paymentsArrived(*event);
        }
    } else if (envelope.type == wire::ApprovalEvent::kType) {
        if (const auto event = wire::fromBody<wire::ApprovalEvent>(envelope.body)) {
            Q_EMIT approvalArrived(*event);
        }
    } else if (envelope.type == wire::ApprovalGoneEvent::kType) {
        if (const auto event = wire::fromBody<wire::ApprovalGoneEvent>(envelope.body)) {
            Q_EMIT approvalGone(QString::fromStdString(event->paymentId),
                                QString::fromStdString(event->status));
        }
    }
}

} // namespace till::desktop
