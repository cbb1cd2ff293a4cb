#include "app/gateway/agent_directory.h"

#include "app/client/keeper_call.h"
#include "app/gateway/limits.h"
#include "app/http/http_message.h"

#include <algorithm>

namespace till::gateway {

void AgentDirectory::find(const std::string& token, const wire::CallerShape& caller, Done done)
{
    const auto now = std::chrono::steady_clock::now();
    std::string key = token + "|" + std::to_string(caller.uid) + "|" + caller.executable;
    if (const auto found = m_known.find(key); found != m_known.end() && now < found->second.until) {
        done(found->second.agent);
        return;
    }
    client::call<wire::AgentSelfAnswer>(
        m_keeper, wire::AgentSelf{token, caller},
        [this, key = std::move(key), asked = m_forgotten, done = std::move(done)](Outcome&& outcome) {
            if (!outcome) {
                m_known.erase(key);
            } else if (asked == m_forgotten) {
                if (m_known.size() >= kMaxCachedAgents) {
                    m_known.clear(); // they come back by themselves
                }
                m_known[key] = Known{*outcome, std::chrono::steady_clock::now() + kAgentCacheTime};
            }
            done(outcome);
        });
}

void AgentDirectory::forget(const std::string& agentId)
{
    ++m_forgotten;
    std::erase_if(m_known, [&](const auto& each) { return each.second.agent.id == agentId; });
}

bool isListedHost(const wire::AgentSelfAnswer& agent, std::string_view host, std::uint16_t port)
{
    const std::string withPort = std::string(host) + ":" + std::to_string(port);
    // An IPv6 address is in brackets in a URL and may be listed without.
    const std::string_view bare = host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
    return std::any_of(agent.privateHosts.begin(), agent.privateHosts.end(), [&](const std::string& each) {
        return http::isName(each, host) || http::isName(each, withPort) || http::isName(each, bare);
    });
}

} // namespace till::gateway
