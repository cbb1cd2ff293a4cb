#include "app/gateway/fetch_receiver.h"

#include "app/gateway/answers.h"
#include "app/gateway/limits.h"

namespace till::gateway {

HttpReceiver::HttpReceiver(ExchangePtr exchange, WhenWaiting whenWaiting)
    : m_exchange(std::move(exchange)), m_whenWaiting(whenWaiting)
{
}

bool HttpReceiver::isOpen() const
{
    return m_exchange->responder.isOpen();
}

void HttpReceiver::onLeft(std::function<void()> left)
{
    m_exchange->responder.onClientLeft(std::move(left));
}

void HttpReceiver::begin(int status, const std::vector<http::Header>& headers,
                         std::optional<std::uint64_t> length)
{
    m_stream = m_exchange->responder.begin(status, headers, length);
}

bool HttpReceiver::isTaking() const
{
    return m_stream.isOpen();
}

void HttpReceiver::write(std::string_view bytes)
{
    m_stream.write(bytes);
}

std::size_t HttpReceiver::queuedBytes() const
{
    return m_stream.queuedBytes();
}

void HttpReceiver::onDrained(std::function<void()> drained)
{
    m_stream.onDrained(std::move(drained));
}

void HttpReceiver::end()
{
    m_stream.end();
}

void HttpReceiver::abort()
{
    m_stream.abort();
}

void HttpReceiver::priced(const wire::PaymentAnswer& quote)
{
    m_exchange->responder.send(quoteResponse(quote));
}

void HttpReceiver::stillWaiting(const wire::PaymentAnswer& payment)
{
    if (m_whenWaiting == WhenWaiting::Accepted) {
        m_exchange->responder.send(paymentResponse(payment));
        return;
    }
    Problem problem = problemOf("waiting_for_person", "A person has to decide this payment and has not yet.");
    problem.paymentId = payment.id;
    problem.paymentStatus = payment.status;
    problem.retryAfterSeconds = kRetryWhileWaitingSeconds;
    fail(problem);
}

void HttpReceiver::fail(const Problem& problem)
{
    m_exchange->responder.send(toResponse(problem));
}

} // namespace till::gateway
