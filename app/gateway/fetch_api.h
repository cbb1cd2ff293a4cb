#pragma once

#include "app/gateway/agent_directory.h"
#include "app/gateway/fetch_job.h"

#include <cstdint>
#include <memory>
#include <unordered_map>

namespace till::gateway {

/// The routes /v1/fetch and /proxy/: reads what the agent wants, makes sure that it is one, and runs a
/// FetchJob for it.
class FetchApi {
public:
    /// `keeper` and `flow` outlive this.
    FetchApi(client::KeeperConnection& keeper, PaymentFlow& flow, std::string practiceOrigin);
    ~FetchApi();
    FetchApi(const FetchApi&) = delete;
    FetchApi& operator=(const FetchApi&) = delete;

    void fetch(const ExchangePtr& exchange);
    void proxy(const ExchangePtr& exchange);
    /// The endpoint's own ports: it is never fetched from.
    void setOwnPorts(std::vector<std::uint16_t> ports);
    /// What is remembered of this agent does not hold any more.
    void forgetAgent(const std::string& agentId) { m_agents.forget(agentId); }
    [[nodiscard]] std::size_t runningCount() const { return m_jobs.size(); }

    /// The same for a request that came another way.
    void run(const std::string& token, const http::Peer& peer, std::unique_ptr<FetchReceiver> receiver,
             FetchRequest request);

private:
    void take(const ExchangePtr& exchange, Read<FetchRequest>&& read, WhenWaiting whenWaiting);
    void begin(FetchCaller caller, std::unique_ptr<FetchReceiver> receiver, FetchRequest&& request);
    void forget(std::uint64_t id);

    CurlLoop m_curl;
    AgentDirectory m_agents;
    FetchParts m_parts;
    std::unordered_map<std::uint64_t, std::unique_ptr<FetchJob>> m_jobs;
    std::uint64_t m_lastJob = 0;
};

} // namespace till::gateway
