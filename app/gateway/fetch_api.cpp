#include "app/gateway/fetch_api.h"

#include "app/gateway/proxy_request.h"

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
    run(exchange, readFetchRequest(exchange->request));
}

void FetchApi::proxy(const ExchangePtr& exchange)
{
    run(exchange, readProxyRequest(exchange->request));
}

void FetchApi::run(const ExchangePtr& exchange, Read<FetchRequest>&& read)
{
    if (!read) {
        exchange->responder.send(toResponse(problemOf(read.error().code, read.error().detail)));
        return;
    }
    exchange->request.body = {}; // what counts of it was taken; it may be large
    m_agents.find(exchange->token,
                  [this, exchange, request = std::move(*read)](const AgentDirectory::Outcome& agent) {
                      if (!agent) {
                          exchange->responder.send(toResponse(problemOf(agent.error())));
                          return;
                      }
                      begin(exchange, FetchRequest(request), *agent);
                  });
}

void FetchApi::begin(const ExchangePtr& exchange, FetchRequest&& request, const wire::AgentSelfAnswer& agent)
{
    const std::uint64_t id = ++m_lastJob;
    auto job =
        std::make_unique<FetchJob>(m_parts, exchange, std::move(request), agent, [this, id] { forget(id); });
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
