#include "app/http/responder.h"

#include "app/http/http_connection.h"

#include <utility>

namespace till::http {

ResponseStream::ResponseStream(HttpConnection* connection, std::uint64_t exchange)
    : m_connection(connection), m_exchange(exchange)
{
}

ResponseStream::ResponseStream(ResponseStream&& other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr)), m_exchange(other.m_exchange)
{
}

ResponseStream& ResponseStream::operator=(ResponseStream&& other) noexcept
{
    if (this != &other) {
        abort();
        m_connection = std::exchange(other.m_connection, nullptr);
        m_exchange = other.m_exchange;
    }
    return *this;
}

ResponseStream::~ResponseStream()
{
    abort();
}

HttpConnection* ResponseStream::live() const
{
    return m_connection && m_connection->isStreaming(m_exchange) ? m_connection.data() : nullptr;
}

bool ResponseStream::isOpen() const
{
    return live() != nullptr;
}

void ResponseStream::write(std::string_view bytes)
{
    if (HttpConnection* connection = live()) {
        connection->writeStream(bytes);
    }
}

std::size_t ResponseStream::queuedBytes() const
{
    const HttpConnection* connection = live();
    return connection ? connection->queuedBytes() : 0;
}

void ResponseStream::onDrained(std::function<void()> drained)
{
    if (HttpConnection* connection = live()) {
        connection->setOnDrained(std::move(drained));
    }
}

void ResponseStream::end()
{
    if (HttpConnection* connection = live()) {
        m_connection = nullptr;
        connection->endStream();
    }
}

void ResponseStream::abort()
{
    if (HttpConnection* connection = live()) {
        m_connection = nullptr;
        connection->breakOff();
    }
}

Responder::Responder(HttpConnection* connection, std::uint64_t exchange)
    : m_connection(connection), m_exchange(exchange)
{
}

Responder::Responder(Responder&& other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr)), m_exchange(other.m_exchange)
{
}

Responder& Responder::operator=(Responder&& other) noexcept
{
    if (this != &other) {
        if (HttpConnection* connection = live()) {
            connection->sendUnanswered();
        }
        m_connection = std::exchange(other.m_connection, nullptr);
        m_exchange = other.m_exchange;
    }
    return *this;
}

Responder::~Responder()
{
    if (HttpConnection* connection = live()) {
        connection->sendUnanswered();
    }
}

HttpConnection* Responder::live() const
{
    return m_connection && m_connection->isAnswering(m_exchange) ? m_connection.data() : nullptr;
}

bool Responder::isOpen() const
{
    return live() != nullptr;
}

void Responder::onClientLeft(std::function<void()> left)
{
    if (HttpConnection* connection = live()) {
        connection->setOnClientLeft(std::move(left));
    }
}

void Responder::send(const HttpResponse& response)
{
    if (HttpConnection* connection = live()) {
        m_connection = nullptr;
        connection->sendWhole(response);
    }
}

ResponseStream Responder::begin(int status, const std::vector<Header>& headers,
                                std::optional<std::uint64_t> contentLength)
{
    HttpConnection* connection = live();
    if (connection == nullptr) {
        return {};
    }
    m_connection = nullptr;
    ResponseStream stream(connection, m_exchange);
    connection->beginStream(status, headers, contentLength);
    return stream;
}

} // namespace till::http
