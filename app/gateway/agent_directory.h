#pragma once

#include "app/client/keeper_connection.h"
#include "core/support/result.h"
#include "core/wire/agent_messages.h"

#include <chrono>
#include <functional>
#include <string>
#include <unordered_map>

namespace till::gateway {

/// Who an agent is, asked of the keeper and remembered for a few seconds: before anything is fetched for an
/// agent, its token must be known, and which private hosts it may reach.
class AgentDirectory {
public:
    using Outcome = Result<wire::AgentSelfAnswer, wire::ErrorBody>;
    using Done = std::function<void(const Outcome&)>;

    /// `keeper` outlives the directory.
    explicit AgentDirectory(client::KeeperConnection& keeper) : m_keeper(keeper) {}

    /// Calls `done` once, at once or later.
    void find(const std::string& token, const wire::CallerShape& caller, Done done);
    /// The keeper says that something about this agent changed.
    void forget(const std::string& agentId);

private:
    struct Known {
        wire::AgentSelfAnswer agent;
        std::chrono::steady_clock::time_point until;
    };

    client::KeeperConnection& m_keeper;
    std::unordered_map<std::string, Known> m_known; ///< by token and caller: a token may be bound to one
    std::uint64_t m_forgotten = 0;                  ///< how often; an answer of before is not remembered
};

/// True when the owner listed this host (or host:port) for the agent.
[[nodiscard]] bool isListedHost(const wire::AgentSelfAnswer& agent, std::string_view host,
                                std::uint16_t port);

} // namespace till::gateway
