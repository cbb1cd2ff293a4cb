#pragma once

#include "app/http/http_limits.h"
#include "app/http/http_message.h"
#include "app/http/responder.h"
#include "core/support/result.h"

#include <QHostAddress>
#include <QString>

#include <functional>
#include <memory>
#include <variant>

namespace till::http {

/// Go on and read a body of at most so many bytes.
struct TakeBody {
    std::size_t maxBytes = 0;
};

/// What to do with a request of which only the head is there: read on, or answer at once and close.
using HeadVerdict = std::variant<TakeBody, HttpResponse>;

enum class ListenError { NotLoopback, AddressInUse, PathTooLong, PathTaken, Failed };

/// A strict HTTP/1.1 server for loopback TCP and Unix sockets, in the event loop of its thread.
///
/// One request at a time per connection: pipelined ones wait, so answers leave in order and memory stays
/// bounded. Handlers run in this thread and must not block; they answer through the Responder, now or later.
class HttpServer {
public:
    struct Hooks {
        /// A whole request. Required.
        std::function<void(HttpRequest&&, Responder&&)> onRequest;
        /// Its head, before the body is read. Optional: without it every body up to maxBodyBytes is taken.
        std::function<HeadVerdict(const HttpRequest&)> onHead;
        /// Words for what the server refuses itself. Optional: without it the answer has no body.
        std::function<HttpResponse(Refusal)> onRefusal;
    };

    HttpServer(HttpLimits limits, Hooks hooks);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Listens on a loopback address; port 0 takes a free one. Returns the port. May be called more than
    /// once.
    [[nodiscard]] Result<std::uint16_t, ListenError> listenTcp(const QHostAddress& address,
                                                               std::uint16_t port);
    /// Listens on a Unix socket that only its owner may use. A socket file that nobody listens on is
    /// replaced.
    [[nodiscard]] Result<void, ListenError> listenLocal(const QString& path);

    [[nodiscard]] std::size_t connectionCount() const;

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

/// One sentence for a log or the command line.
[[nodiscard]] QString describe(ListenError error);

} // namespace till::http
