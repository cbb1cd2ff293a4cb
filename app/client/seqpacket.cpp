#include "app/client/seqpacket.h"

#include "core/wire/limits.h"

#include <QFile>

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace till::client {

namespace {

/// True when the process that listens there runs as our user: nobody else may learn our requests.
bool isOurs(int fd)
{
    ::ucred credentials{};
    socklen_t size = sizeof credentials;
    return ::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &size) == 0 &&
           credentials.uid == ::geteuid();
}

} // namespace

IoResult sendMessage(int fd, std::string_view message)
{
    for (;;) {
        if (::send(fd, message.data(), message.size(), MSG_DONTWAIT | MSG_NOSIGNAL) >= 0) {
            return IoResult::Done;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS) {
            return IoResult::WouldBlock;
        }
        if (errno != EINTR) {
            return IoResult::Closed;
        }
    }
}

MessageBuffer makeMessageBuffer()
{
    return MessageBuffer(wire::kMaxFrameBytes + 1);
}

IoResult receiveMessage(int fd, MessageBuffer& buffer, std::string_view& message)
{
    for (;;) {
        const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT | MSG_TRUNC);
        if (got > 0 && static_cast<std::size_t>(got) <= wire::kMaxFrameBytes) {
            message = {buffer.data(), static_cast<std::size_t>(got)};
            return IoResult::Done;
        }
        if (got >= 0) {
            return IoResult::Closed;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return IoResult::WouldBlock;
        }
        if (errno != EINTR) {
            return IoResult::Closed;
        }
    }
}

bool prepareSocket(int fd)
{
    int type = 0;
    socklen_t size = sizeof type;
    if (::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type != SOCK_SEQPACKET) {
        return false;
    }
    return ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK) == 0 &&
           ::fcntl(fd, F_SETFD, ::fcntl(fd, F_GETFD) | FD_CLOEXEC) == 0;
}

int connectSeqpacket(const QString& path)
{
    const QByteArray name = QFile::encodeName(path);
    ::sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (name.isEmpty() || name.size() >= static_cast<qsizetype>(sizeof address.sun_path)) {
        return -1;
    }
    std::copy(name.begin(), name.end(), address.sun_path);
    const int fd = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 && ::connect(fd, reinterpret_cast<const ::sockaddr*>(&address), sizeof address) == 0 &&
        isOurs(fd)) {
        return fd;
    }
    if (fd >= 0) {
        ::close(fd);
    }
    return -1;
}

} // namespace till::client
