#include "raw_client.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <algorithm>
#include <array>
#include <cerrno>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace till::test {

RawClient::RawClient(std::uint16_t port) : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    ::sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    m_isClosed = ::connect(m_fd, reinterpret_cast<const ::sockaddr*>(&address), sizeof address) != 0;
}

RawClient::RawClient(const QString& socketPath) : m_fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const QByteArray name = QFile::encodeName(socketPath);
    ::sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(name.begin(), name.end(), address.sun_path);
    m_isClosed = ::connect(m_fd, reinterpret_cast<const ::sockaddr*>(&address), sizeof address) != 0;
}

RawClient::~RawClient()
{
    ::close(m_fd);
}

void RawClient::send(const QByteArray& bytes)
{
    qsizetype sent = 0;
    QElapsedTimer timer;
    timer.start();
    while (sent < bytes.size() && timer.elapsed() < 10'000) {
        const ssize_t taken =
            ::send(m_fd, bytes.constData() + sent, static_cast<std::size_t>(bytes.size() - sent),
                   MSG_DONTWAIT | MSG_NOSIGNAL);
        if (taken > 0) {
            sent += taken;
        } else if (errno != EAGAIN) {
            return; // the server refused in the middle
        } else {
            QTest::qWait(1);
        }
    }
}

void RawClient::endInput()
{
    ::shutdown(m_fd, SHUT_WR);
}

void RawClient::reset()
{
    const ::linger hard{1, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    ::close(m_fd);
    m_fd =
        ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); // so that the destructor closes something of ours
    m_isClosed = true;
}

bool RawClient::receive()
{
    std::array<char, 65536> bytes{};
    const ssize_t got = ::recv(m_fd, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (got > 0) {
        m_read.append(bytes.data(), got);
        return true;
    }
    if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
        m_isClosed = true;
    }
    return false;
}

QByteArray RawClient::readUntil(const QByteArray& text, int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    while (!m_isClosed && timer.elapsed() < timeoutMs && !m_read.contains(text)) {
        if (!receive()) {
            QTest::qWait(1);
        }
    }
    return m_read;
}

QByteArray RawClient::readToEnd(int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    while (!m_isClosed && timer.elapsed() < timeoutMs) {
        if (!receive()) {
            QTest::qWait(1);
        }
    }
    return m_read;
}

} // namespace till::test
