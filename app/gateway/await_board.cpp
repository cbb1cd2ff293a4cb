#include "app/gateway/await_board.h"

#include "app/client/keeper_call.h"
#include "app/gateway/limits.h"

#include <QTimer>

#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace till::gateway {

namespace {

/// Token, payment and who asks: nobody shares another's answer, as a token may be bound to a caller.
using Key = std::tuple<std::string, std::string, std::int64_t, std::string>;

struct Waiter {
    Key key;
    AwaitBoard::Done done;
    std::unique_ptr<QTimer> timer;
};

struct Watched {
    std::int64_t requestId = 0;
    std::uint64_t lastUse = 0;
    std::vector<std::uint64_t> tickets;
};

} // namespace

struct AwaitBoard::Private {
    explicit Private(client::KeeperConnection& connection) : keeper(connection) {}

    client::KeeperConnection& keeper;
    std::map<Key, Watched> watched;
    std::unordered_map<std::uint64_t, Waiter> waiters;
    std::uint64_t lastTicket = 0;

    void watch(const Key& key, const wire::PaymentAwait& ask);
    void onAnswer(const Key& key, const Outcome& outcome);
    void makeRoom();
    void release(std::uint64_t ticket, std::optional<Outcome> outcome);
};

void AwaitBoard::Private::watch(const Key& key, const wire::PaymentAwait& ask)
{
    makeRoom();
    watched[key].requestId = client::call<wire::PaymentAnswer>(
        keeper, ask, [this, key](Outcome&& outcome) { onAnswer(key, outcome); }, client::Patience::Endless);
}

void AwaitBoard::Private::onAnswer(const Key& key, const Outcome& outcome)
{
    const auto found = watched.find(key);
    if (found == watched.end()) {
        return;
    }
    const std::vector<std::uint64_t> tickets = std::move(found->second.tickets);
    watched.erase(found);
    for (const std::uint64_t ticket : tickets) {
        release(ticket, outcome);
    }
}

void AwaitBoard::Private::makeRoom()
{
    while (watched.size() >= kMaxAwaits) {
        auto oldest = watched.end();
        for (auto it = watched.begin(); it != watched.end(); ++it) {
            if (it->second.tickets.empty() &&
                (oldest == watched.end() || it->second.lastUse < oldest->second.lastUse)) {
                oldest = it;
            }
        }
        if (oldest == watched.end()) {
            return; // as many callers as that there cannot be: there are fewer connections
        }
        keeper.forget(oldest->second.requestId);
        watched.erase(oldest);
    }
}

void AwaitBoard::Private::release(std::uint64_t ticket, std::optional<Outcome> outcome)
{
    const auto found = waiters.find(ticket);
    if (found == waiters.end()) {
        return;
    }
    Waiter waiter = std::move(found->second);
    waiters.erase(found);
    waiter.timer->stop();
    waiter.timer.release()->deleteLater(); // it may be what called us
    if (const auto place = watched.find(waiter.key); place != watched.end()) {
        std::erase(place->second.tickets, ticket);
    }
    waiter.done(std::move(outcome));
}

AwaitBoard::AwaitBoard(client::KeeperConnection& keeper) : m_private(std::make_unique<Private>(keeper)) {}

AwaitBoard::~AwaitBoard()
{
    for (const auto& [key, each] : m_private->watched) {
        m_private->keeper.forget(each.requestId);
    }
}

std::uint64_t AwaitBoard::wait(const wire::PaymentAwait& ask, std::chrono::seconds time, Done done)
{
    Private& d = *m_private;
    const Key key{ask.token, ask.paymentId, ask.caller.uid, ask.caller.executable};
    if (!d.watched.contains(key)) {
        d.watch(key, ask);
    }
    const std::uint64_t ticket = ++d.lastTicket;
    auto timer = std::make_unique<QTimer>();
    timer->setSingleShot(true);
    QObject::connect(timer.get(), &QTimer::timeout, timer.get(), [this, ticket] { giveUp(ticket); });
    timer->start(time);
    Watched& place = d.watched[key];
    place.lastUse = ticket;
    place.tickets.push_back(ticket);
    d.waiters.emplace(ticket, Waiter{key, std::move(done), std::move(timer)});
    return ticket;
}

void AwaitBoard::giveUp(std::uint64_t ticket)
{
    m_private->release(ticket, std::nullopt);
}

std::size_t AwaitBoard::watchedCount() const
{
    return m_private->watched.size();
}

} // namespace till::gateway
