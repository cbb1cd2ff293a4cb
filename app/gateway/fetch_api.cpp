#include "app/gateway/fetch_api.h"

#include "app/gateway/proxy_request.h"
#include "app/gateway/request_fields.h"

#include <QObject>
#include <QTimer>

namespace till::gateway {

FetchApi::FetchApi(client::KeeperConnection& keeper, PaymentFlow& flow, std::string practiceOrigin)
    : m_agents(keeper), m_parts{keeper, flow, m_curl, std::move(practiceOrigin), {}}
{
}

FetchApi::~FetchApi() = default;

void FetchApi::setOwnPorts(std::vector<std::uint16_t> ports)
{
    m_parts.ownPorts = std::move(ports);
}

void FetchApi::fetch(const ExchangePtr& exchange)
{
    take(exchange, readFetchRequest(exchange->request), WhenWaiting::Accepted);
}

void FetchApi::proxy(const ExchangePtr& exchange)
{
    take(exchange, readProxyRequest(exchange->request), WhenWaiting::Problem);
}

void FetchApi::take(const ExchangePtr& exchange, Read<FetchRequest>&& read, WhenWaiting whenWaiting)
{
    if (!read) {
        exchange->responder.send(toResponse(problemOf(read.error().code, read.error().detail)));
        return;
    }
    exchange->request.body = {}; // what counts of it was taken; it may be large
    run(exchange->token, exchange->request.peer, std::make_unique<HttpReceiver>(exchange, whenWaiting),
        std::move(*read));
}

void FetchApi::run(const std::string& token, const http::Peer& peer, std::unique_ptr<FetchReceiver> receiver,
                   FetchRequest request)
{
    // Shared, because callbacks must be copyable.
    auto held = std::make_shared<std::unique_ptr<FetchReceiver>>(std::move(receiver));
    m_agents.find(
        token, callerOf(peer),
        [this, token, peer, held, request = std::move(request)](const AgentDirectory::Outcome& agent) {
            if (!agent) {
                (*held)->fail(problemOf(agent.error()));
                return;
            }
            begin({token, peer, *agent}, std::move(*held), FetchRequest(request));
        });
}

void FetchApi::begin(FetchCaller caller, std::unique_ptr<FetchReceiver> receiver, FetchRequest&& request)
{
    const std::uint64_t id = ++m_lastJob;
    auto job = std::make_unique<FetchJob>(m_parts, std::move(caller), std::move(receiver), std::move(request),
                                          [this, id] { forget(id); });
    FetchJob& running = *job;
    m_jobs.emplace(id, std::move(job));
    running.start();
}

void FetchApi::forget(std::uint64_t id)
{
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end()) {
        return;
    }
    // It is in the middle of a call of its own.
    std::shared_ptr<FetchJob> last =
        std::move(found->second); // shared only so that the timer's call can hold it
    m_jobs.erase(found);
    QTimer::singleShot(0, [last = std::move(last)] {});
}

} // namespace till::gateway
