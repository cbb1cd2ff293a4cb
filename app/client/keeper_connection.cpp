#include "app/client/keeper_connection.h"

#include "app/client/keeper_call.h"
#include "app/client/seqpacket.h"
#include "core/support/hex.h"
#include "core/wire/codec.h"
#include "core/wire/plain_frame.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <map>
#include <utility>
#include <vector>

#include <unistd.h>

namespace till::client {

namespace {

// Limits of this end. Both count only what the keeper has not answered yet.
constexpr std::size_t kMaxPending = 4'096;
constexpr std::size_t kMaxPendingBytes = 64 * 1024 * 1024;
/// Frames taken in one go before other sockets get their turn.
constexpr int kFramesPerTurn = 256;

constexpr std::chrono::milliseconds kShortestSweep{20};
constexpr std::chrono::milliseconds kLongestSweep{1'000};
constexpr int kFirstRetryMs = 50;
constexpr int kLongestRetryMs = 2'000;
constexpr std::uint64_t kIdBits = 48; ///< leaves 2^63 - 2^48 ids to count up through

/// What a hello with another bootId means for requests that have no answer.
enum class OnNewKeeper {
    Resend, ///< an inherited socket outlives the keeper: what was asked of the old one is asked again
    Keep,   ///< a connection of our own ends with its keeper, so the hello is just the first one
};

std::int64_t randomStart()
{
    return static_cast<std::int64_t>(QRandomGenerator::system()->generate64() >> (64 - kIdBits)) + 1;
}

std::string randomBootId()
{
    std::vector<std::uint8_t> bytes(16);
    std::generate(bytes.begin(), bytes.end(),
                  [] { return static_cast<std::uint8_t>(QRandomGenerator::system()->bounded(256)); });
    return toHex(bytes);
}

} // namespace

struct KeeperConnection::Private {
    struct Pending {
        std::string frame; ///< kept to be sent again
        OnReply onReply;
        Patience patience;
        std::chrono::steady_clock::time_point since;
        ReadPlain readPlain = nullptr;
    };

    Private(KeeperConnection* owner, std::string name)
        : q(owner), program(std::move(name)), bootId(randomBootId()), lastId(randomStart())
    {
        retry.setSingleShot(true);
        QObject::connect(&retry, &QTimer::timeout, q, [this] { reconnect(); });
        QObject::connect(&sweep, &QTimer::timeout, q, [this] { failTheLate(); });
    }

    KeeperConnection* q;
    std::string program;
    std::string bootId;
    std::int64_t lastId;
    int fd = -1;
    QString path;
    OnNewKeeper onNewKeeper = OnNewKeeper::Resend;
    MessageBuffer buffer = makeMessageBuffer();
    std::unique_ptr<QSocketNotifier> readable;
    std::unique_ptr<QSocketNotifier> writable;
    QTimer retry;
    QTimer sweep; ///< runs while there is a limit to the patience
    std::chrono::milliseconds patience{0};
    int retryMs = kFirstRetryMs;
    std::map<std::int64_t, Pending> pending; ///< in order of asking, for the order of resending
    std::size_t pendingBytes = 0;
    std::deque<std::int64_t> queue; ///< ids whose frames the socket has not taken; 0 stands for the hello
    std::string keeperBoot;
    bool ready = false;
    OnEvent onEvent;

    void open(int socket);
    void shut();
    void onClosed();
    void reconnect();
    void drain();
    void onReadable();
    void onFrame(std::string_view bytes);
    [[nodiscard]] bool settlePlain(std::string_view bytes);
    void onHello(const wire::Envelope& frame);
    void settle(std::int64_t id, const Reply& reply);
    void failLater(std::int64_t id, wire::ErrorBody error);
    void failTheLate();
    [[nodiscard]] std::string hello() const
    {
        return wire::encode(0, wire::Hello{wire::kProtocolVersion, program, bootId});
    }
};

void KeeperConnection::Private::open(int socket)
{
    fd = socket;
    readable = std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Read);
    writable = std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Write);
    writable->setEnabled(false);
    QObject::connect(readable.get(), &QSocketNotifier::activated, q, [this] { onReadable(); });
    QObject::connect(writable.get(), &QSocketNotifier::activated, q, [this] { drain(); });
    queue.push_front(0);
    drain();
}

void KeeperConnection::Private::shut()
{
    if (fd < 0) {
        return;
    }
    // A notifier may be what called us; it must not die in its own signal.
    readable->setEnabled(false);
    writable->setEnabled(false);
    readable.release()->deleteLater();
    writable.release()->deleteLater();
    ::close(std::exchange(fd, -1));
    ready = false;
    keeperBoot.clear();
    queue.clear();
}

void KeeperConnection::Private::onClosed()
{
    if (fd < 0) {
        return;
    }
    shut();
    std::vector<std::int64_t> ids;
    ids.reserve(pending.size());
    for (const auto& [id, each] : pending) {
        ids.push_back(id);
    }
    const QPointer<KeeperConnection> alive = q;
    for (const std::int64_t id : ids) {
        const wire::ErrorBody error = errorOf("keeper_unavailable", "The connection to the keeper was lost.");
        settle(id, {nullptr, &error, nullptr});
        if (!alive) {
            return;
        }
    }
    if (!path.isEmpty()) {
        retry.start(retryMs);
    }
    Q_EMIT q->lost();
}

void KeeperConnection::Private::reconnect()
{
    const int socket = connectSeqpacket(path);
    if (socket >= 0) {
        open(socket);
        return;
    }
    retry.start(retryMs);
    retryMs = std::min(retryMs * 2, kLongestRetryMs);
}

void KeeperConnection::Private::drain()
{
    while (!queue.empty()) {
        const std::int64_t id = queue.front();
        const auto found = pending.find(id);
        if (id != 0 && found == pending.end()) { // forgotten meanwhile
            queue.pop_front();
            continue;
        }
        const IoResult result = id == 0 ? sendMessage(fd, hello()) : sendMessage(fd, found->second.frame);
        if (result == IoResult::WouldBlock) {
            writable->setEnabled(true);
            return;
        }
        if (result == IoResult::Closed) {
            // Not at once: this may run inside the caller's send().
            writable->setEnabled(false);
            QMetaObject::invokeMethod(
                q, [this] { onClosed(); }, Qt::QueuedConnection);
            return;
        }
        queue.pop_front();
    }
    writable->setEnabled(false);
}

void KeeperConnection::Private::onReadable()
{
    const QPointer<KeeperConnection> alive = q;
    std::string_view frame;
    for (int i = 0; i < kFramesPerTurn; ++i) {
        const IoResult result = receiveMessage(fd, buffer, frame);
        if (result == IoResult::WouldBlock) {
            return;
        }
        if (result == IoResult::Closed) {
            onClosed();
            return;
        }
        onFrame(frame);
        if (!alive || fd < 0) {
            return;
        }
    }
}

bool KeeperConnection::Private::settlePlain(std::string_view bytes)
{
    const auto frame = wire::plainFrame(bytes);
    const auto found = frame ? pending.find(frame->id) : pending.end();
    if (found == pending.end() || found->second.readPlain == nullptr) {
        return false;
    }
    std::any answer = found->second.readPlain(*frame);
    if (answer.has_value()) {
        settle(frame->id, {nullptr, nullptr, &answer});
        return true;
    }
    return false;
}

void KeeperConnection::Private::onFrame(std::string_view bytes)
{
    if (settlePlain(bytes)) {
        return;
    }
    const auto frame = wire::parseFrame(bytes);
    if (!frame) {
        if (frame.error() == wire::WireError::WrongVersion) {
            Q_EMIT q->incompatible();
        }
        return; // the keeper is ours; a frame that cannot be read is answered by the caller's own time-out
    }
    if (frame->id != 0) {
        if (frame->type != wire::kErrorType) {
            settle(frame->id, {&*frame, nullptr, nullptr});
            return;
        }
        const auto error = wire::fromBody<wire::ErrorBody>(frame->body);
        const wire::ErrorBody body =
            error ? *error : errorOf("internal_error", "The keeper's error could not be read.");
        settle(frame->id, {nullptr, &body, nullptr});
    } else if (frame->type == wire::Hello::kType) {
        onHello(*frame);
    } else if (onEvent) {
        onEvent(*frame);
    }
}

void KeeperConnection::Private::onHello(const wire::Envelope& frame)
{
    const auto hello = wire::fromBody<wire::Hello>(frame.body);
    if (!hello || hello->protocol != wire::kProtocolVersion) {
        Q_EMIT q->incompatible();
        return;
    }
    if (ready && hello->bootId == keeperBoot) {
        return;
    }
    keeperBoot = hello->bootId;
    ready = true;
    retryMs = kFirstRetryMs;
    if (onNewKeeper == OnNewKeeper::Resend) {
        // A new process may be at the other end of the same socket: it knows neither us nor what was asked.
        // Also at the first hello, since an earlier keeper may have read our frames and died before it said
        // one.
        queue.clear();
        queue.push_back(0);
        for (const auto& [id, each] : pending) {
            queue.push_back(id);
        }
        drain();
    }
    Q_EMIT q->ready();
}

void KeeperConnection::Private::settle(std::int64_t id, const Reply& reply)
{
    const auto found = pending.find(id);
    if (found == pending.end()) {
        return; // forgotten, answered already, or asked by an earlier process of this program
    }
    const OnReply onReply = std::move(found->second.onReply);
    pendingBytes -= found->second.frame.size();
    pending.erase(found);
    onReply(reply);
}

void KeeperConnection::Private::failLater(std::int64_t id, wire::ErrorBody error)
{
    QMetaObject::invokeMethod(
        q,
        [this, id, error = std::move(error)] {
            settle(id, {nullptr, &error, nullptr});
        },
        Qt::QueuedConnection);
}

void KeeperConnection::Private::failTheLate()
{
    const auto limit = std::chrono::steady_clock::now() - patience;
    std::vector<std::int64_t> late;
    for (const auto& [id, each] : pending) {
        if (each.since > limit) {
            break; // ids rise with time
        }
        if (each.patience == Patience::Limited) {
            late.push_back(id);
        }
    }
    const QPointer<KeeperConnection> alive = q;
    for (const std::int64_t id : late) {
        const wire::ErrorBody error = errorOf("keeper_unavailable", "The keeper did not answer in time.");
        settle(id, {nullptr, &error, nullptr});
        if (!alive) {
            return;
        }
    }
}

KeeperConnection::KeeperConnection(std::string program, QObject* parent)
    : QObject(parent), m_private(std::make_unique<Private>(this, std::move(program)))
{
}

KeeperConnection::~KeeperConnection()
{
    m_private->shut();
}

bool KeeperConnection::adopt(int fd)
{
    if (!prepareSocket(fd)) {
        return false;
    }
    m_private->shut();
    m_private->onNewKeeper = OnNewKeeper::Resend;
    m_private->open(fd);
    return true;
}

void KeeperConnection::connectTo(const QString& path)
{
    m_private->shut();
    m_private->path = path;
    m_private->onNewKeeper = OnNewKeeper::Keep;
    m_private->retryMs = kFirstRetryMs;
    m_private->reconnect();
}

bool KeeperConnection::isReady() const
{
    return m_private->ready;
}

const std::string& KeeperConnection::keeperBootId() const
{
    return m_private->keeperBoot;
}

std::size_t KeeperConnection::pendingCount() const
{
    return m_private->pending.size();
}

std::int64_t KeeperConnection::nextId()
{
    return ++m_private->lastId;
}

void KeeperConnection::setPatience(std::chrono::milliseconds patience)
{
    m_private->patience = patience;
    m_private->sweep.start(std::clamp(patience / 4, kShortestSweep, kLongestSweep));
}

void KeeperConnection::send(std::int64_t id, std::string frame, OnReply onReply, Patience patience,
                            ReadPlain readPlain)
{
    Private& d = *m_private;
    const std::size_t bytes = frame.size();
    const bool isFull = d.pending.size() >= kMaxPending || d.pendingBytes + bytes > kMaxPendingBytes;
    d.pendingBytes += bytes;
    d.pending.insert_or_assign(id, Private::Pending{std::move(frame), std::move(onReply), patience,
                                                    std::chrono::steady_clock::now(), readPlain});
    if (bytes > wire::kMaxFrameBytes) {
        d.failLater(id, errorOf("body_too_large", "The request does not fit a frame to the keeper."));
    } else if (isFull) {
        d.failLater(id, errorOf("busy", "Too many requests wait for the keeper."));
    } else if (d.fd < 0) {
        d.failLater(id, errorOf("keeper_unavailable", "There is no connection to the keeper."));
    } else {
        d.queue.push_back(id);
        if (d.queue.size() == 1) {
            d.drain();
        }
    }
}

void KeeperConnection::forget(std::int64_t id)
{
    Private& d = *m_private;
    const auto found = d.pending.find(id);
    if (found != d.pending.end()) {
        d.pendingBytes -= found->second.frame.size();
        d.pending.erase(found);
    }
}

void KeeperConnection::setEventHandler(OnEvent onEvent)
{
    m_private->onEvent = std::move(onEvent);
}

} // namespace till::client
