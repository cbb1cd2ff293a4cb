#include "app/keeper/connection.h"

#include "core/crypto/secret_bytes.h"
#include "core/support/ensure.h"

#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

namespace till::keeper {

Connection::Connection(int socket, Role role, std::int64_t id)
    : m_socket(socket), m_role(role), m_id(id), m_buffer(wire::kMaxFrameBytes + 1, '\0')
{
}

Connection::~Connection()
{
    ::close(m_socket);
}

Connection::Read Connection::readFrame(std::string& frame)
{
    for (;;) {
        const ssize_t size = ::recv(m_socket, m_buffer.data(), m_buffer.size(), MSG_DONTWAIT | MSG_TRUNC);
        if (size > 0) {
            if (static_cast<std::size_t>(size) > wire::kMaxFrameBytes) {
                return Read::TooLarge;
            }
            frame.assign(m_buffer.data(), static_cast<std::size_t>(size));
            crypto::wipe({reinterpret_cast<std::uint8_t*>(m_buffer.data()), frame.size()});
            return Read::Frame;
        }
        if (size == 0) {
            return Read::Closed;
        }
        if (errno == EINTR) {
            continue;
        }
        return errno == EAGAIN || errno == EWOULDBLOCK ? Read::Nothing : Read::Closed;
    }
}

void Connection::send(std::string frame)
{
    enqueue({std::move(frame), std::nullopt, {}});
}

void Connection::sendSigned(std::string frame, std::int64_t id, std::string agent)
{
    enqueue({std::move(frame), id, std::move(agent)});
}

void Connection::enqueue(Queued queued)
{
    ensure(queued.frame.size() <= wire::kMaxFrameBytes, "a frame that the keeper sends fits the limit");
    const std::lock_guard lock(m_mutex);
    m_queue.push_back(std::move(queued));
    flushLocked();
}

void Connection::withdrawSigned(std::string_view agent,
                                const std::function<std::string(std::int64_t)>& instead)
{
    const std::lock_guard lock(m_mutex);
    for (Queued& each : m_queue) {
        if (each.signedAnswer && (agent.empty() || each.agent == agent)) {
            each = {instead(*each.signedAnswer), std::nullopt, {}};
        }
    }
}

bool Connection::flush()
{
    const std::lock_guard lock(m_mutex);
    return flushLocked();
}

bool Connection::flushLocked()
{
    while (!m_queue.empty()) {
        const std::string& frame = m_queue.front().frame;
        const ssize_t sent = ::send(m_socket, frame.data(), frame.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0) {
            if (errno == EINTR) {
                continue;
            }
            return errno == EAGAIN || errno == EWOULDBLOCK;
        }
        m_queue.pop_front();
    }
    return true;
}

bool Connection::hasQueued() const
{
    const std::lock_guard lock(m_mutex);
    return !m_queue.empty();
}

bool Connection::isOverfull() const
{
    const std::lock_guard lock(m_mutex);
    return m_queue.size() > kMaxQueuedFrames;
}

} // namespace till::keeper
