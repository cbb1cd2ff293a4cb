#pragma once

#include "core/wire/shared_shapes.h"

#include <QObject>
#include <QString>

#include <any>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace till::wire {
struct Envelope;
struct PlainFrame;
} // namespace till::wire

namespace till::client {

/// A frame, the reason why there is none, or what the asker's ReadPlain made of a frame; exactly one of the
/// three is not null. Valid during the call.
struct Reply {
    const wire::Envelope* frame = nullptr;
    const wire::ErrorBody* error = nullptr;
    std::any* answer = nullptr;
};

/// Reads an answer the quick way (plain_frame.h); empty when it cannot, and the answer comes as a frame then.
using ReadPlain = std::any (*)(const wire::PlainFrame&);

/// How long a request may stay without an answer.
enum class Patience {
    Limited, ///< as `setPatience` says
    Endless, ///< the answer comes when a person has decided
};

/// The one connection of a program to the keeper: frames over a SOCK_SEQPACKET socket, answers matched to
/// requests by id, in the event loop of its thread. Nothing here blocks; what the socket does not take is
/// queued.
///
/// Use `call` of keeper_call.h to ask with typed shapes.
class KeeperConnection : public QObject {
    Q_OBJECT

public:
    using OnReply = std::function<void(const Reply&)>;
    using OnEvent = std::function<void(const wire::Envelope&)>;

    /// `program` is what the hello says, for example "till-gateway 0.1.0".
    explicit KeeperConnection(std::string program, QObject* parent = nullptr);
    ~KeeperConnection() override;

    /// Takes over an inherited socket; unanswered requests are sent again to a restarted keeper. False when
    /// `fd` is no SOCK_SEQPACKET socket.
    [[nodiscard]] bool adopt(int fd);
    /// Connects to admin.sock, now and again whenever the connection is lost. Unanswered requests then fail
    /// with keeper_unavailable: a person decides whether to ask again.
    void connectTo(const QString& path);

    /// True after the keeper's hello, until the connection is lost.
    [[nodiscard]] bool isReady() const;
    /// bootId of the keeper that answers; empty before its hello.
    [[nodiscard]] const std::string& keeperBootId() const;
    /// Requests without an answer yet.
    [[nodiscard]] std::size_t pendingCount() const;

    /// A fresh request id. Ids start at a random number, so that answers to an earlier process are not taken
    /// for ours.
    [[nodiscard]] std::int64_t nextId();
    /// How long the keeper has to answer what is sent with Patience::Limited; then it fails with
    /// keeper_unavailable. Without this call there is no limit.
    void setPatience(std::chrono::milliseconds patience);
    /// Sends a whole frame that carries `id`. `onReply` is called exactly once, never from within `send`,
    /// unless `forget(id)` came first or this object dies.
    void send(std::int64_t id, std::string frame, OnReply onReply, Patience patience = Patience::Limited,
              ReadPlain readPlain = nullptr);
    /// The answer to `id` is no longer wanted.
    void forget(std::int64_t id);
    /// Where frames with id 0 go.
    void setEventHandler(OnEvent onEvent);

Q_SIGNALS:
    /// The keeper said hello, for the first time or after a restart: read its state anew.
    void ready();
    /// The connection is gone. After `connectTo` it is tried again; after `adopt` this is the end.
    void lost();
    /// The other end speaks another version of the frames; nothing can be asked.
    void incompatible();

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace till::client
