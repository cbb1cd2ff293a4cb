#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace till::http {

/// One header line. Names keep the case they came in; compare with `isName`.
struct Header {
    std::string name;
    std::string value;
};

/// ASCII comparison without case, as header names are compared.
[[nodiscard]] bool isName(std::string_view a, std::string_view b);

/// Who is at the other end, as the kernel says. Unknown over TCP.
struct Peer {
    std::int64_t pid = 0;
    std::int64_t uid = -1;
    std::string executable;
    bool isLocalSocket = false;
};

/// One request, read strictly (see RequestReader for what is refused).
struct HttpRequest {
    std::string method; ///< as it came, a token
    std::string path;   ///< begins with '/', not percent-decoded
    std::string query;  ///< after the first '?', without it
    std::vector<Header> headers;
    std::string body;
    Peer peer;
    bool isVersion10 = false;
    bool wantsClose = false; ///< the client closes after this answer

    /// Value of the first header of this name; nullptr without one.
    [[nodiscard]] const std::string* header(std::string_view name) const;
    /// How often a header of this name is there.
    [[nodiscard]] std::size_t count(std::string_view name) const;
};

/// One answer whose body is known whole. The server adds Content-Length, Date and Connection.
struct HttpResponse {
    int status = 200;
    std::vector<Header> headers;
    std::string body;
};

/// An answer with `Content-Type: application/json`.
[[nodiscard]] HttpResponse jsonResponse(int status, std::string body);

/// Reason phrase of a status; empty when it has none.
[[nodiscard]] std::string_view reasonPhrase(int status);

/// Why the server itself refuses a request, without any handler.
enum class Refusal {
    Malformed,          ///< 400: not HTTP, or HTTP in a form that two readers could read in two ways
    HeaderTooLarge,     ///< 431
    BodyTooLarge,       ///< 413
    BadVersion,         ///< 505
    UnknownCoding,      ///< 501: a transfer coding other than chunked
    UnknownExpectation, ///< 417
    TimedOut,           ///< 408
    TooManyConnections, ///< 503
    OutOfMemory,        ///< 503: all connections' bodies together are over their limit
    Unanswered,         ///< 500: the handler let go of the request
};

/// Status code of a refusal.
[[nodiscard]] int statusOf(Refusal refusal);

} // namespace till::http
