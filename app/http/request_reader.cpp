#include "app/http/request_reader.h"

#include "app/http/chunked_body.h"
#include "app/http/request_head.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <optional>

namespace till::http {

namespace beast = boost::beast;

using Parser = beast::http::request_parser<beast::http::empty_body>;

struct RequestReader::Private {
    explicit Private(const HttpLimits& given) : limits(given) {}

    HttpLimits limits;
    Peer peer;
    std::string buffer; ///< bytes not consumed yet, from `offset` on
    std::size_t offset = 0;
    std::size_t searched = 0; ///< so far the buffer has no empty line
    State state = State::NeedMore;
    Refusal fault = Refusal::Malformed;
    std::optional<ChunkedBody> chunks; ///< of a request at hand that is chunked
    HttpRequest request;
    Framing framing;
    bool isHeadRead = false;

    [[nodiscard]] std::string_view rest() const { return std::string_view(buffer).substr(offset); }
    void drop(std::size_t bytes)
    {
        offset += bytes;
        if (offset == buffer.size()) {
            buffer.clear();
            offset = 0;
        }
    }
    State refuse(Refusal why)
    {
        fault = why;
        return state = State::Faulty;
    }
    State readHead();
    State parseHead(std::string_view head);
    State readSized();
    State readChunked();
    State finish() { return state = State::Complete; }
};

RequestReader::State RequestReader::Private::readHead()
{
    const std::string_view bytes = rest();
    if (bytes.empty()) {
        return state = State::NeedMore;
    }
    const std::size_t from = searched < 3 ? 0 : searched - 3;
    const std::size_t end = bytes.find("\r\n\r\n", from);
    const std::size_t headSize = end == std::string_view::npos ? bytes.size() : end + 4;
    if (headSize > limits.maxHeaderBytes) {
        return refuse(Refusal::HeaderTooLarge);
    }
    if (end == std::string_view::npos) {
        // What can be seen to be wrong need not wait for the end: a bare LF would never bring one.
        const std::string_view fresh = bytes.substr(from);
        for (std::size_t at = fresh.find('\n'); at != std::string_view::npos; at = fresh.find('\n', at + 1)) {
            if ((at == 0 && from == 0) || (at > 0 && fresh[at - 1] != '\r')) {
                return refuse(Refusal::Malformed);
            }
        }
        searched = bytes.size();
        return state = State::NeedMore;
    }
    searched = 0;
    return parseHead(bytes.substr(0, headSize));
}

RequestReader::State RequestReader::Private::parseHead(std::string_view head)
{
    if (const auto refusal = checkRawHead(head, limits)) {
        return refuse(*refusal);
    }
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.maxHeaderBytes));
    parser.body_limit(std::numeric_limits<std::uint64_t>::max()); // judged by takeBody
    beast::error_code error;
    const std::size_t taken = parser.put(boost::asio::const_buffer(head.data(), head.size()), error);
    if (error == beast::http::error::bad_version) {
        return refuse(Refusal::BadVersion);
    }
    if (error == beast::http::error::header_limit) {
        return refuse(Refusal::HeaderTooLarge);
    }
    const auto& message = parser.get();
    request = {};
    request.peer = peer;
    framing = {};
    request.isVersion10 = message.version() == 10;
    for (const auto& field : message) {
        request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
    }
    // Our own judgement first: it names an unknown coding, which Beast would read as a body up to the end.
    const auto refusal =
        error ? std::optional(Refusal::Malformed)
              : checkFields(request, {message.target().data(), message.target().size()}, framing);
    if (refusal) {
        return refuse(*refusal);
    }
    if (taken != head.size() || !parser.is_header_done()) {
        return refuse(Refusal::Malformed);
    }
    request.method = std::string(message.method_string());
    drop(taken);
    isHeadRead = true;
    return state = State::Head;
}

RequestReader::State RequestReader::Private::readSized()
{
    const std::string_view bytes = rest();
    const std::uint64_t missing = framing.contentLength - request.body.size();
    const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(missing, bytes.size()));
    request.body.append(bytes.substr(0, taken));
    drop(taken);
    return taken == missing ? finish() : state = State::NeedMore;
}

RequestReader::State RequestReader::Private::readChunked()
{
    std::size_t taken = 0;
    const ChunkedBody::State got = chunks->read(rest(), request.body, taken);
    drop(taken);
    switch (got) {
    case ChunkedBody::State::NeedMore:
        return state = State::NeedMore;
    case ChunkedBody::State::Malformed:
        return refuse(Refusal::Malformed);
    case ChunkedBody::State::TooLarge:
        return refuse(Refusal::BodyTooLarge);
    case ChunkedBody::State::Done:
        break;
    }
    return finish();
}

RequestReader::RequestReader(const HttpLimits& limits) : m_private(std::make_unique<Private>(limits)) {}

RequestReader::~RequestReader() = default;

void RequestReader::setPeer(Peer peer)
{
    m_private->peer = std::move(peer);
}

void RequestReader::feed(std::string_view bytes)
{
    Private& d = *m_private;
    if (d.offset > 0) { // keeps the buffer from creeping
        d.buffer.erase(0, d.offset);
        d.offset = 0;
    }
    d.buffer.append(bytes);
}

RequestReader::State RequestReader::advance()
{
    Private& d = *m_private;
    if (d.state != State::NeedMore) {
        return d.state;
    }
    if (!d.isHeadRead) {
        return d.readHead();
    }
    return d.framing.isChunked ? d.readChunked() : d.readSized();
}

const HttpRequest& RequestReader::head() const
{
    return m_private->request;
}

std::uint64_t RequestReader::announcedBytes() const
{
    return m_private->framing.contentLength;
}

bool RequestReader::expectsContinue() const
{
    return m_private->framing.expectsContinue;
}

void RequestReader::takeBody(std::size_t maxBytes)
{
    Private& d = *m_private;
    if (d.framing.contentLength > maxBytes) {
        d.refuse(Refusal::BodyTooLarge);
        return;
    }
    if (d.framing.isChunked) {
        d.chunks.emplace(d.limits, maxBytes);
    }
    d.state = State::NeedMore;
}

HttpRequest RequestReader::take()
{
    Private& d = *m_private;
    d.isHeadRead = false;
    d.chunks.reset();
    d.state = State::NeedMore;
    return std::move(d.request);
}

Refusal RequestReader::fault() const
{
    return m_private->fault;
}

std::size_t RequestReader::bufferedBytes() const
{
    return m_private->rest().size();
}

std::size_t RequestReader::bodyBytes() const
{
    return m_private->request.body.size();
}

bool RequestReader::isInside() const
{
    return m_private->isHeadRead || !m_private->rest().empty();
}

} // namespace till::http
