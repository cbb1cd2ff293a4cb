#include "app/http/http_server.h"

#include "app/http/http_connection.h"
#include "app/http/listener.h"

#include <QFile>
#include <QTimer>

#include <algorithm>
#include <unordered_map>
#include <vector>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace till::http {

namespace {

constexpr std::chrono::milliseconds kShortestSweep{20};
constexpr std::chrono::milliseconds kLongestSweep{1'000};

/// How often the clocks of the connections are looked at: four times within the shortest time limit.
std::chrono::milliseconds sweepInterval(const HttpLimits& limits)
{
    const auto shortest = std::min({limits.headerTime, limits.bodyTime, limits.idleTime, limits.writeTime});
    return std::clamp(shortest / 4, kShortestSweep, kLongestSweep);
}

::sockaddr_un unixAddress(const QByteArray& path)
{
    ::sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), address.sun_path);
    return address;
}

/// True when someone answers at this socket file.
bool isListening(const QByteArray& path)
{
    const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const ::sockaddr_un address = unixAddress(path);
    const bool answers =
        ::connect(probe, reinterpret_cast<const ::sockaddr*>(&address), sizeof address) == 0 ||
        errno == EAGAIN;
    ::close(probe);
    return answers;
}

} // namespace

struct HttpServer::Private {
    Private(HttpLimits limits, Hooks hooks) : state{limits, std::move(hooks), 0, {}, -1, {}} {}

    ServerState state;
    std::unordered_map<std::uint64_t, std::unique_ptr<HttpConnection>> connections;
    std::uint64_t lastId = 0;
    std::vector<std::unique_ptr<TcpListener>> tcp;
    std::vector<std::unique_ptr<LocalListener>> local;
    QTimer sweep;

    void takeOver(int fd, Peer peer);
    void drop(std::uint64_t id);
    bool makeRoom();
    void checkTimes();
    void turnAway(int fd);
};

void HttpServer::Private::takeOver(int fd, Peer peer)
{
    if (connections.size() >= state.limits.maxConnections && !makeRoom()) {
        turnAway(fd);
        return;
    }
    const std::uint64_t id = ++lastId;
    connections.emplace(id, std::make_unique<HttpConnection>(id, fd, std::move(peer), state));
    if (!sweep.isActive()) {
        sweep.start();
    }
}

void HttpServer::Private::drop(std::uint64_t id)
{
    const auto found = connections.find(id);
    if (found != connections.end()) {
        found->second.release()->deleteLater(); // it may be in the middle of a call
        connections.erase(found);
    }
    if (connections.empty()) {
        sweep.stop();
    }
}

bool HttpServer::Private::makeRoom()
{
    HttpConnection* longest = nullptr;
    for (const auto& [id, connection] : connections) {
        if (connection->isIdle() && (longest == nullptr || connection->since() < longest->since())) {
            longest = connection.get();
        }
    }
    if (longest == nullptr) {
        return false;
    }
    longest->close();
    return true;
}

void HttpServer::Private::checkTimes()
{
    const SteadyTime now = std::chrono::steady_clock::now();
    std::vector<std::uint64_t> ids;
    ids.reserve(connections.size());
    for (const auto& [id, connection] : connections) {
        ids.push_back(id);
    }
    for (const std::uint64_t id : ids) { // a connection may go while this runs
        const auto found = connections.find(id);
        if (found != connections.end()) {
            found->second->checkTime(now);
        }
    }
}

void HttpServer::Private::turnAway(int fd)
{
    const HttpResponse answer = state.hooks.onRefusal
                                    ? state.hooks.onRefusal(Refusal::TooManyConnections)
                                    : HttpResponse{statusOf(Refusal::TooManyConnections), {}, {}};
    std::string bytes;
    appendHead(bytes, answer.status, answer.headers,
               {BodyForm::Sized, answer.body.size(), true, state.date()});
    bytes.append(answer.body);
    // Best effort: a fresh socket takes this much; there is no place to wait for more.
    (void)::send(fd, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    ::shutdown(fd, SHUT_WR);
    ::close(fd);
}

HttpServer::HttpServer(HttpLimits limits, Hooks hooks)
    : m_private(std::make_unique<Private>(limits, std::move(hooks)))
{
    Private* const d = m_private.get();
    d->state.onClosed = [d](std::uint64_t id) { d->drop(id); };
    d->sweep.setInterval(sweepInterval(limits));
    QObject::connect(&d->sweep, &QTimer::timeout, &d->sweep, [d] { d->checkTimes(); });
}

HttpServer::~HttpServer()
{
    // Not through drop(): nothing may run later that points here.
    m_private->state.onClosed = [](std::uint64_t) {};
    for (const auto& [id, connection] : m_private->connections) {
        connection->close();
    }
    m_private->connections.clear();
}

Result<std::uint16_t, ListenError> HttpServer::listenTcp(const QHostAddress& address, std::uint16_t port)
{
    if (!address.isLoopback()) {
        return fail(ListenError::NotLoopback);
    }
    Private* const d = m_private.get();
    auto listener =
        std::make_unique<TcpListener>([d](int fd, Peer peer) { d->takeOver(fd, std::move(peer)); });
    if (!listener->listen(address, port)) {
        return fail(listener->serverError() == QAbstractSocket::AddressInUseError ? ListenError::AddressInUse
                                                                                  : ListenError::Failed);
    }
    const std::uint16_t taken = listener->serverPort();
    d->tcp.push_back(std::move(listener));
    return taken;
}

Result<void, ListenError> HttpServer::listenLocal(const QString& path)
{
    const QByteArray name = QFile::encodeName(path);
    if (name.isEmpty() || name.size() >= static_cast<qsizetype>(sizeof(::sockaddr_un{}.sun_path))) {
        return fail(ListenError::PathTooLong);
    }
    struct ::stat existing {};
    if (::lstat(name.constData(), &existing) == 0) {
        if (!S_ISSOCK(existing.st_mode)) {
            return fail(ListenError::PathTaken);
        }
        if (isListening(name)) {
            return fail(ListenError::AddressInUse);
        }
        ::unlink(name.constData());
    }
    Private* const d = m_private.get();
    auto listener =
        std::make_unique<LocalListener>([d](int fd, Peer peer) { d->takeOver(fd, std::move(peer)); });
    if (!listener->listen(path)) {
        return fail(ListenError::Failed);
    }
    d->local.push_back(std::move(listener));
    return {};
}

std::size_t HttpServer::connectionCount() const
{
    return m_private->connections.size();
}

QString describe(ListenError error)
{
    switch (error) {
    case ListenError::NotLoopback:
        return QStringLiteral("Only addresses of this machine (127.0.0.1, ::1) may be listened on.");
    case ListenError::AddressInUse:
        return QStringLiteral("Another program listens there already.");
    case ListenError::PathTooLong:
        return QStringLiteral("The socket's path is empty or longer than 107 bytes.");
    case ListenError::PathTaken:
        return QStringLiteral("There is a file at the socket's path that is not a socket.");
    case ListenError::Failed:
        return QStringLiteral("The system does not let this program listen there.");
    }
    Q_UNREACHABLE();
}

} // namespace till::http
