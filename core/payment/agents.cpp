#include "core/payment/agents.h"

#include "core/crypto/hash.h"
#include "core/support/plain_text.h"

#include "core/support/json.h"

#include <algorithm>

namespace till::payment {

namespace {

constexpr std::string_view kTokenPrefix = "till_";
constexpr std::size_t kTokenSecretBytes = 32;
constexpr std::size_t kMaxTokenBytes = 128;

/// "a" and digits, as ids are: a name like that would one day be another agent's id.
bool looksLikeAnId(std::string_view name)
{
    return name.size() > 1 && name.front() == 'a' &&
           name.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

} // namespace

Hash256 hashOfToken(std::string_view token)
{
    return crypto::sha256(token);
}

std::string newToken(std::string_view agentId, Entropy& entropy)
{
    std::array<std::uint8_t, kTokenSecretBytes> secret{};
    entropy.fill(secret);
    std::string token = std::string(kTokenPrefix) + std::string(agentId) + "_" + toHex(secret);
    crypto::wipe(secret);
    return token;
}

Agent* Agents::byId(std::string_view id)
{
    const auto found = std::ranges::find(m_agents, id, &Agent::id);
    return found == m_agents.end() ? nullptr : &*found;
}

Agent* Agents::find(std::string_view idOrName)
{
    auto found = std::ranges::find(m_agents, idOrName, &Agent::id);
    if (found == m_agents.end()) {
        found = std::ranges::find(m_agents, idOrName, &Agent::name);
    }
    return found == m_agents.end() ? nullptr : &*found;
}

Agent* Agents::byToken(std::string_view token)
{
    if (token.size() > kMaxTokenBytes || !token.starts_with(kTokenPrefix)) {
        return nullptr;
    }
    const std::string_view rest = token.substr(kTokenPrefix.size());
    const std::string_view id = rest.substr(0, rest.find('_'));
    const auto found = std::ranges::find(m_agents, id, &Agent::id);
    if (found == m_agents.end() || !crypto::equalConstantTime(found->tokenHash, hashOfToken(token))) {
        return nullptr;
    }
    return &*found;
}

std::optional<AgentError> Agents::nameFault(std::string_view name) const
{
    if (!isPlainLine(name, kMaxAgentNameBytes) || name.front() == ' ' || name.back() == ' ' ||
        looksLikeAnId(name)) {
        return AgentError::BadName;
    }
    if (std::ranges::find(m_agents, name, &Agent::name) != m_agents.end()) {
        return AgentError::NameTaken;
    }
    if (m_agents.size() >= kMaxAgents) {
        return AgentError::TooMany;
    }
    return std::nullopt;
}

std::string Agents::nextId() const
{
    return "a" + std::to_string(m_agents.size() + 1);
}

Agent& Agents::add(Agent agent)
{
    return m_agents.emplace_back(std::move(agent));
}

std::string toEventBody(const Agent& agent)
{
    return nlohmann::json{{"id", agent.id},           {"name", agent.name},
                          {"account", agent.account}, {"address", agent.address.toChecksummed()},
                          {"preset", agent.preset},   {"policy", policy::toJson(agent.policy)},
                          {"colour", agent.colour},   {"tokenHash", toHex0x(agent.tokenHash)}}
        .dump();
}

std::optional<Agent> agentFromEventBody(std::string_view body, Instant createdAt)
{
    const auto json = nlohmann::json::parse(body, nullptr, false);
    try {
        Agent agent;
        agent.id = json.at("id").get<std::string>();
        agent.name = json.at("name").get<std::string>();
        agent.account = json.at("account").get<std::string>();
        agent.preset = json.at("preset").get<std::string>();
        agent.colour = json.at("colour").get<int>();
        const auto address = chain::EvmAddress::fromText(json.at("address").get<std::string>());
        auto parsed = policy::parsePolicy(json.at("policy").get<std::string>());
        if (!address || !parsed || !fromHex0xInto(json.at("tokenHash").get<std::string>(), agent.tokenHash)) {
            return std::nullopt;
        }
        agent.address = *address;
        agent.policy = *parsed;
        agent.document = std::move(*parsed);
        agent.createdAt = createdAt;
        return agent;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

} // namespace till::payment
