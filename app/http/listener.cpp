#include "app/http/listener.h"

#include <array>
#include <utility>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace till::http {

namespace {

constexpr int kBacklog = 1024; ///< connections that wait to be accepted
constexpr std::size_t kMaxPath = 4096;

void prepare(int fd)
{
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    ::fcntl(fd, F_SETFD, ::fcntl(fd, F_GETFD) | FD_CLOEXEC);
}

Peer peerOf(int fd)
{
    Peer peer;
    peer.isLocalSocket = true;
    ::ucred credentials{};
    socklen_t size = sizeof credentials;
    if (::getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) {
        return peer;
    }
    peer.pid = credentials.pid;
    peer.uid = credentials.uid;
    std::array<char, kMaxPath> path{};
    const std::string link = "/proc/" + std::to_string(credentials.pid) + "/exe";
    const ssize_t length = ::readlink(link.c_str(), path.data(), path.size());
    if (length > 0) {
        peer.executable.assign(path.data(), static_cast<std::size_t>(length));
    }
    return peer;
}

} // namespace

TcpListener::TcpListener(OnSocket onSocket) : m_onSocket(std::move(onSocket))
{
    setListenBacklogSize(kBacklog);
}

void TcpListener::incomingConnection(qintptr descriptor)
{
    const int fd = static_cast<int>(descriptor);
    prepare(fd);
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_onSocket(fd, {});
}

LocalListener::LocalListener(OnSocket onSocket) : m_onSocket(std::move(onSocket))
{
    setListenBacklogSize(kBacklog);
    setSocketOptions(QLocalServer::UserAccessOption);
}

void LocalListener::incomingConnection(quintptr descriptor)
{
    const int fd = static_cast<int>(descriptor);
    prepare(fd);
    m_onSocket(fd, peerOf(fd));
}

} // namespace till::http
