#include "app/http/http_connection.h"

#include <array>
#include <cerrno>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace till::http {

namespace {

// After our last byte the client may still be sending; closing at once would reset the connection and could
// take our answer with it. So what comes is read and dropped, for so long and so much.
constexpr std::chrono::milliseconds kLingerTime{2'000};
constexpr std::size_t kLingerBytes = 1024 * 1024;
constexpr std::size_t kReadBytes = 64 * 1024;

bool hasNoBody(int status)
{
    return status == 204 || status == 304;
}

} // namespace

std::string_view ServerState::date()
{
    const std::time_t now = std::time(nullptr);
    if (now != dateSecond) {
        dateSecond = now;
        dateText = httpDate(now);
    }
    return dateText;
}

HttpConnection::HttpConnection(std::uint64_t id, int fd, Peer peer, ServerState& state)
    : m_id(id), m_fd(fd), m_state(state), m_readable(fd, QSocketNotifier::Read),
      m_writable(fd, QSocketNotifier::Write), m_reader(state.limits),
      m_since(std::chrono::steady_clock::now()), m_requestSince(m_since)
{
    m_reader.setPeer(std::move(peer));
    m_writable.setEnabled(false);
    QObject::connect(&m_readable, &QSocketNotifier::activated, this, [this] { onReadable(); });
    QObject::connect(&m_writable, &QSocketNotifier::activated, this, [this] { onWritable(); });
}

HttpConnection::~HttpConnection()
{
    if (m_fd >= 0) {
        ::close(m_fd);
    }
    m_state.bufferedBodies -= m_heldBody;
}

void HttpConnection::enter(Phase phase)
{
    m_phase = phase;
    m_since = std::chrono::steady_clock::now();
}

bool HttpConnection::isIdle() const
{
    return m_phase == Phase::Reading && !m_reader.isInside();
}

void HttpConnection::checkTime(SteadyTime now)
{
    const HttpLimits& limits = m_state.limits;
    switch (m_phase) {
    case Phase::Reading:
        if (!m_reader.isInside()) {
            if (now - m_since > limits.idleTime) {
                close();
            }
        } else if (now - m_requestSince > (m_isInHead ? limits.headerTime : limits.bodyTime)) {
            refuse(Refusal::TimedOut);
        }
        break;
    case Phase::Answering:
        break; // the handler keeps its own time
    case Phase::Streaming:
    case Phase::Finishing:
        if (queuedBytes() > 0 && now - m_since > limits.writeTime) {
            close();
        }
        break;
    case Phase::Lingering:
        if (now - m_since > kLingerTime) {
            close();
        }
        break;
    case Phase::Closed:
        break;
    }
}

void HttpConnection::close()
{
    if (m_phase == Phase::Closed) {
        return;
    }
    enter(Phase::Closed);
    m_readable.setEnabled(false);
    m_writable.setEnabled(false);
    ::close(std::exchange(m_fd, -1));
    tellClientLeft();
    tellDrained();
    m_state.onClosed(m_id);
}

void HttpConnection::onReadable()
{
    std::array<char, kReadBytes> bytes; // NOLINT: filled by recv
    const ssize_t got = ::recv(m_fd, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (got > 0) {
        onInput({bytes.data(), static_cast<std::size_t>(got)});
    } else if (got == 0) {
        onEndOfInput();
    } else if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
        close();
    }
}

void HttpConnection::onInput(std::string_view bytes)
{
    if (m_phase == Phase::Lingering) {
        m_lingered += bytes.size();
        if (m_lingered > kLingerBytes) {
            close();
        }
        return;
    }
    if (m_phase == Phase::Reading && !m_reader.isInside()) {
        m_requestSince = std::chrono::steady_clock::now();
    }
    m_reader.feed(bytes);
    if (m_phase == Phase::Reading) {
        processInput();
    } else if (m_reader.bufferedBytes() > m_state.limits.maxAheadBytes) {
        m_readable.setEnabled(false); // on again when the answer at hand is given
    }
}

void HttpConnection::onEndOfInput()
{
    if (m_phase == Phase::Reading || m_phase == Phase::Lingering) {
        close();
        return;
    }
    // A client may end its side and still wait for the answer.
    m_hasPeerEnded = true;
    m_readable.setEnabled(false);
    tellClientLeft();
}

void HttpConnection::processInput()
{
    if (m_isProcessing) {
        return;
    }
    m_isProcessing = true;
    while (m_phase == Phase::Reading) {
        const RequestReader::State state = m_reader.advance();
        if (state == RequestReader::State::NeedMore) {
            accountBody();
            break;
        }
        if (state == RequestReader::State::Faulty) {
            refuse(m_reader.fault());
        } else if (state == RequestReader::State::Head) {
            onHead();
        } else {
            HttpRequest request = m_reader.take();
            m_isInHead = true;
            ++m_exchange;
            enter(Phase::Answering);
            m_state.hooks.onRequest(std::move(request), Responder(this, m_exchange));
        }
    }
    m_isProcessing = false;
    if (m_phase == Phase::Reading && m_hasPeerEnded) {
        close();
    }
}

void HttpConnection::onHead()
{
    const HttpRequest& head = m_reader.head();
    m_isHeadMethod = head.method == "HEAD";
    m_isVersion10 = head.isVersion10;
    m_closesAfter = head.wantsClose;
    HeadVerdict verdict = TakeBody{m_state.limits.maxBodyBytes};
    if (m_state.hooks.onHead) {
        verdict = m_state.hooks.onHead(head);
    }
    if (const auto* answer = std::get_if<HttpResponse>(&verdict)) {
        m_closesAfter = true; // the body is not read
        send(*answer);
        return;
    }
    const std::uint64_t announced = m_reader.announcedBytes();
    const std::size_t maxBytes = std::get<TakeBody>(verdict).maxBytes;
    m_reader.takeBody(maxBytes);
    m_isInHead = false;
    m_requestSince = std::chrono::steady_clock::now();
    if (m_reader.expectsContinue() && m_reader.advance() == RequestReader::State::NeedMore) {
        m_out.append("HTTP/1.1 100 Continue\r\n\r\n");
        flush();
    }
    if (announced <= maxBytes && m_state.bufferedBodies + announced > m_state.limits.maxBufferedBodies) {
        refuse(Refusal::OutOfMemory);
    }
}

void HttpConnection::accountBody()
{
    const std::size_t held = m_phase == Phase::Reading && !m_isInHead ? m_reader.bodyBytes() : 0;
    m_state.bufferedBodies = m_state.bufferedBodies - m_heldBody + held;
    m_heldBody = held;
    if (held > 0 && m_state.bufferedBodies > m_state.limits.maxBufferedBodies) {
        refuse(Refusal::OutOfMemory);
    }
}

void HttpConnection::refuse(Refusal refusal)
{
    m_closesAfter = true;
    send(m_state.hooks.onRefusal ? m_state.hooks.onRefusal(refusal)
                                 : HttpResponse{statusOf(refusal), {}, {}});
}

bool HttpConnection::isAnswering(std::uint64_t exchange) const
{
    return m_phase == Phase::Answering && m_exchange == exchange;
}

bool HttpConnection::isStreaming(std::uint64_t exchange) const
{
    return m_phase == Phase::Streaming && m_exchange == exchange;
}

void HttpConnection::sendWhole(const HttpResponse& response)
{
    send(response);
}

void HttpConnection::sendUnanswered()
{
    send(m_state.hooks.onRefusal ? m_state.hooks.onRefusal(Refusal::Unanswered)
                                 : HttpResponse{statusOf(Refusal::Unanswered), {}, {}});
}

void HttpConnection::send(const HttpResponse& response)
{
    m_onClientLeft = nullptr;
    m_closesAfter = m_closesAfter || m_hasPeerEnded;
    const BodyForm form = hasNoBody(response.status) ? BodyForm::None : BodyForm::Sized;
    appendHead(m_out, response.status, response.headers,
               {form, response.body.size(), m_closesAfter, m_state.date()});
    if (form == BodyForm::Sized && !m_isHeadMethod) {
        m_out.append(response.body);
    }
    enter(Phase::Finishing);
    flush();
}

void HttpConnection::beginStream(int status, const std::vector<Header>& headers,
                                 std::optional<std::uint64_t> contentLength)
{
    m_onClientLeft = nullptr;
    m_closesAfter = m_closesAfter || m_hasPeerEnded;
    if (hasNoBody(status)) {
        m_streamForm = BodyForm::None;
    } else if (contentLength) {
        m_streamForm = BodyForm::Sized;
    } else {
        m_streamForm = m_isVersion10 ? BodyForm::UntilClose : BodyForm::Chunked;
        m_closesAfter = m_closesAfter || m_isVersion10;
    }
    m_streamLeft = contentLength.value_or(0);
    appendHead(m_out, status, headers, {m_streamForm, m_streamLeft, m_closesAfter, m_state.date()});
    if (m_isHeadMethod) {
        m_streamForm = BodyForm::None;
    }
    enter(Phase::Streaming);
    flush();
}

void HttpConnection::writeStream(std::string_view bytes)
{
    if (bytes.empty() || m_streamForm == BodyForm::None) {
        return;
    }
    if (m_streamForm == BodyForm::Sized) {
        bytes =
            bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), m_streamLeft)));
        m_streamLeft -= bytes.size();
        m_out.append(bytes);
    } else if (m_streamForm == BodyForm::Chunked) {
        std::array<char, 24> line{};
        const int size = std::snprintf(line.data(), line.size(), "%zx\r\n", bytes.size());
        m_out.append(line.data(), static_cast<std::size_t>(size)).append(bytes).append("\r\n");
    } else {
        m_out.append(bytes);
    }
    flush();
    if (queuedBytes() > m_state.limits.maxQueuedBytes) {
        close(); // the feeder did not heed queuedBytes()
    }
}

void HttpConnection::endStream()
{
    m_onDrained = nullptr; // the feeder has nothing more to feed
    if (m_streamForm == BodyForm::Sized && m_streamLeft > 0) {
        breakOff(); // fewer bytes than announced: the client must see that
        return;
    }
    if (m_streamForm == BodyForm::Chunked) {
        m_out.append("0\r\n\r\n");
    }
    enter(Phase::Finishing);
    flush();
}

void HttpConnection::breakOff()
{
    // A reset, so that an answer of unknown length is not taken for a whole one.
    const ::linger hard{1, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    m_onDrained = nullptr;
    close();
}

void HttpConnection::setOnClientLeft(std::function<void()> left)
{
    m_onClientLeft = std::move(left);
    if (m_hasPeerEnded) {
        QMetaObject::invokeMethod(
            this, [this] { tellClientLeft(); }, Qt::QueuedConnection);
    }
}

void HttpConnection::setOnDrained(std::function<void()> drained)
{
    m_onDrained = std::move(drained);
    if (queuedBytes() == 0) {
        QMetaObject::invokeMethod(
            this, [this] { tellDrained(); }, Qt::QueuedConnection);
    }
}

void HttpConnection::tellClientLeft()
{
    if (const auto left = std::exchange(m_onClientLeft, nullptr)) {
        left();
    }
}

void HttpConnection::tellDrained()
{
    if (const auto drained = std::exchange(m_onDrained, nullptr)) {
        drained();
    }
}

void HttpConnection::flush()
{
    while (queuedBytes() > 0) {
        const ssize_t sent =
            ::send(m_fd, m_out.data() + m_outOffset, queuedBytes(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent > 0) {
            m_outOffset += static_cast<std::size_t>(sent);
            m_since = std::chrono::steady_clock::now();
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            if (m_outOffset > kReadBytes) { // keeps the buffer from creeping
                m_out.erase(0, std::exchange(m_outOffset, 0));
            }
            m_writable.setEnabled(true);
            return;
        } else if (errno != EINTR) {
            close();
            return;
        }
    }
    m_out.clear();
    m_outOffset = 0;
    afterFlush();
}

void HttpConnection::onWritable()
{
    m_writable.setEnabled(false);
    flush();
}

void HttpConnection::afterFlush()
{
    if (m_phase == Phase::Finishing) {
        finishExchange();
    } else if (m_phase == Phase::Streaming && m_onDrained) {
        // Not from within write(): the feeder would be called inside its own call.
        QMetaObject::invokeMethod(
            this, [this] { tellDrained(); }, Qt::QueuedConnection);
    }
}

void HttpConnection::finishExchange()
{
    tellDrained();
    if (m_closesAfter) {
        linger();
        return;
    }
    enter(Phase::Reading);
    accountBody();
    m_requestSince = m_since;
    if (!m_hasPeerEnded) {
        m_readable.setEnabled(true);
    }
    processInput();
}

void HttpConnection::linger()
{
    enter(Phase::Lingering);
    if (m_hasPeerEnded || ::shutdown(m_fd, SHUT_WR) != 0) {
        close();
        return;
    }
    m_readable.setEnabled(true);
}

} // namespace till::http
