#include "app/gateway/curl_loop.h"

#include "app/gateway/limits.h"

#include <QSocketNotifier>
#include <QTimer>

#include <unordered_map>

namespace till::gateway {

namespace {

struct GlobalCurl {
    GlobalCurl() { curl_global_init(CURL_GLOBAL_DEFAULT); }
};

struct MultiCleanup {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

struct Watched {
    std::unique_ptr<QSocketNotifier> read;
    std::unique_ptr<QSocketNotifier> write;
};

} // namespace

/// One multi handle with its sockets and its timer.
struct CurlLoop::Pool {
    Pool();
    ~Pool() { sockets.clear(); }

    std::unordered_map<curl_socket_t, Watched> sockets;
    QTimer timer;
    QTimer drained; ///< looks for finished transfers outside of libcurl's calls
    std::unique_ptr<CURLM, MultiCleanup> multi;

    void watch(curl_socket_t socket, int what);
    void act(curl_socket_t socket, int what);
    void takeFinished();
};

CurlLoop::Pool::Pool() : multi(curl_multi_init())
{
    timer.setSingleShot(true);
    drained.setSingleShot(true);
    QObject::connect(&timer, &QTimer::timeout, &timer, [this] { act(CURL_SOCKET_TIMEOUT, 0); });
    QObject::connect(&drained, &QTimer::timeout, &drained, [this] { takeFinished(); });

    using SocketCallback = int (*)(CURL*, curl_socket_t, int, void*, void*);
    const SocketCallback onSocket = [](CURL*, curl_socket_t socket, int what, void* self, void*) {
        static_cast<Pool*>(self)->watch(socket, what);
        return 0;
    };
    using TimerCallback = int (*)(CURLM*, long, void*);
    const TimerCallback onTimer = [](CURLM*, long ms, void* self) {
        auto* const pool = static_cast<Pool*>(self);
        if (ms < 0) {
            pool->timer.stop();
        } else {
            pool->timer.start(static_cast<int>(ms));
        }
        return 0;
    };
    curl_multi_setopt(multi.get(), CURLMOPT_SOCKETFUNCTION, onSocket);
    curl_multi_setopt(multi.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi.get(), CURLMOPT_TIMERFUNCTION, onTimer);
    curl_multi_setopt(multi.get(), CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, kCachedMerchantConnections);
}

void CurlLoop::Pool::watch(curl_socket_t socket, int what)
{
    if (what == CURL_POLL_REMOVE) {
        const auto found = sockets.find(socket);
        if (found != sockets.end()) {
            // One of the two may be what called libcurl just now.
            found->second.read->setEnabled(false);
            found->second.write->setEnabled(false);
            found->second.read.release()->deleteLater();
            found->second.write.release()->deleteLater();
            sockets.erase(found);
        }
        return;
    }
    Watched& watched = sockets[socket];
    if (!watched.read) {
        watched.read = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Read);
        watched.write = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Write);
        QObject::connect(watched.read.get(), &QSocketNotifier::activated, watched.read.get(),
                         [this, socket] { act(socket, CURL_CSELECT_IN); });
        QObject::connect(watched.write.get(), &QSocketNotifier::activated, watched.write.get(),
                         [this, socket] { act(socket, CURL_CSELECT_OUT); });
    }
    watched.read->setEnabled((what & CURL_POLL_IN) != 0);
    watched.write->setEnabled((what & CURL_POLL_OUT) != 0);
}

void CurlLoop::Pool::act(curl_socket_t socket, int what)
{
    int running = 0;
    curl_multi_socket_action(multi.get(), socket, what, &running);
    takeFinished();
}

void CurlLoop::Pool::takeFinished()
{
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left)) {
        if (message->msg != CURLMSG_DONE) {
            continue;
        }
        CURL* const curl = message->easy_handle;
        const CURLcode result = message->data.result; // gone after the next line
        curl_multi_remove_handle(multi.get(), curl);
        void* transfer = nullptr;
        curl_easy_getinfo(curl, CURLINFO_PRIVATE, &transfer);
        static_cast<Transfer*>(transfer)->finish(result);
    }
}

CurlLoop::CurlLoop()
{
    static const GlobalCurl once;
    m_public = std::make_unique<Pool>();
    m_listed = std::make_unique<Pool>();
}

CurlLoop::~CurlLoop() = default;

CurlLoop::Pool& CurlLoop::poolOf(const Transfer& transfer) const
{
    return transfer.request().reach == Reach::Listed ? *m_listed : *m_public;
}

void CurlLoop::start(Transfer& transfer)
{
    curl_multi_add_handle(poolOf(transfer).multi.get(), transfer.handle());
}

void CurlLoop::resume(Transfer& transfer)
{
    Pool& pool = poolOf(transfer);
    curl_easy_pause(transfer.handle(), CURLPAUSE_CONT);
    pool.drained.start(0);
}

void CurlLoop::cancel(Transfer& transfer)
{
    curl_multi_remove_handle(poolOf(transfer).multi.get(), transfer.handle());
}

} // namespace till::gateway
