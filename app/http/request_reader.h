#pragma once

#include "app/http/http_limits.h"
#include "app/http/http_message.h"

#include <memory>

namespace till::http {

/// Reads requests from the bytes of one connection, in order. No sockets, no Qt.
///
/// The grammar of the head is Boost.Beast's. On top of it everything is refused that two readers could take
/// for two things: bare LF or CR, NUL, folded lines, a space before the colon, Host missing or repeated,
/// Content-Length repeated or beside Transfer-Encoding, transfer codings other than chunked, and targets that
/// are not a path.
class RequestReader {
public:
    enum class State {
        NeedMore, ///< feed more bytes
        Head,     ///< `head` is there; say `takeBody`
        Complete, ///< `take` the request
        Faulty,   ///< `fault` says why; the connection is of no more use
    };

    explicit RequestReader(const HttpLimits& limits);
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    /// Who sends all requests that follow.
    void setPeer(Peer peer);
    /// Keeps bytes. Call `advance` afterwards.
    void feed(std::string_view bytes);
    /// Reads as far as it gets.
    [[nodiscard]] State advance();

    /// The request without its body, in state Head.
    [[nodiscard]] const HttpRequest& head() const;
    /// Content-Length in state Head; 0 when chunked or without a body.
    [[nodiscard]] std::uint64_t announcedBytes() const;
    /// True when the client waits for "100 Continue" before it sends the body.
    [[nodiscard]] bool expectsContinue() const;
    /// Goes on from state Head, with a body of at most so many bytes.
    void takeBody(std::size_t maxBytes);
    /// The request, in state Complete. The reader then begins the next one.
    [[nodiscard]] HttpRequest take();

    [[nodiscard]] Refusal fault() const;
    /// Bytes kept that belong to no complete request yet.
    [[nodiscard]] std::size_t bufferedBytes() const;
    /// Size of the body read so far.
    [[nodiscard]] std::size_t bodyBytes() const;
    /// True when the first byte of a request is there, and not its last.
    [[nodiscard]] bool isInside() const;

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace till::http
