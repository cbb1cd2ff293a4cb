#pragma once

#include "app/http/http_message.h"

#include <QPointer>

#include <cstdint>
#include <functional>
#include <optional>

namespace till::http {

class HttpConnection;

/// Writes one answer bit by bit. Moves, never copies. Dropping it before `end` breaks the connection off, so
/// that a client can tell a cut answer from a whole one.
class ResponseStream {
public:
    ResponseStream() = default;
    ResponseStream(ResponseStream&& other) noexcept;
    ResponseStream& operator=(ResponseStream&& other) noexcept;
    ResponseStream(const ResponseStream&) = delete;
    ResponseStream& operator=(const ResponseStream&) = delete;
    ~ResponseStream();

    /// False once the client is gone; what is written then is dropped.
    [[nodiscard]] bool isOpen() const;
    /// Sends now what the socket takes, and queues the rest.
    void write(std::string_view bytes);
    /// Bytes that wait for the client. Stop feeding above a limit of your own and go on at `onDrained`.
    [[nodiscard]] std::size_t queuedBytes() const;
    /// Called once, when the queue has become empty or the client has left.
    void onDrained(std::function<void()> drained);
    /// The answer is whole.
    void end();
    /// The answer cannot be completed: breaks the connection off.
    void abort();

private:
    friend class Responder;
    ResponseStream(HttpConnection* connection, std::uint64_t exchange);
    [[nodiscard]] HttpConnection* live() const;

    QPointer<HttpConnection> m_connection; // the client may leave at any time
    std::uint64_t m_exchange = 0;
};

/// The right to answer one request, once, now or later. Moves, never copies. When the client has left,
/// answers go nowhere. Dropped unused it answers 500, so that no request stays without an answer.
class Responder {
public:
    Responder() = default;
    Responder(HttpConnection* connection, std::uint64_t exchange);
    Responder(Responder&& other) noexcept;
    Responder& operator=(Responder&& other) noexcept;
    Responder(const Responder&) = delete;
    Responder& operator=(const Responder&) = delete;
    ~Responder();

    /// False once the client is gone or the answer is given.
    [[nodiscard]] bool isOpen() const;
    /// Called once if the client ends its side before the answer is given. It may still read: answer soon.
    void onClientLeft(std::function<void()> left);
    /// Answers with a whole body.
    void send(const HttpResponse& response);
    /// Begins an answer whose body follows: with `contentLength` of exactly so many bytes, else chunked.
    [[nodiscard]] ResponseStream begin(int status, const std::vector<Header>& headers,
                                       std::optional<std::uint64_t> contentLength);

private:
    [[nodiscard]] HttpConnection* live() const;

    QPointer<HttpConnection> m_connection; // the client may leave at any time
    std::uint64_t m_exchange = 0;
};

} // namespace till::http
