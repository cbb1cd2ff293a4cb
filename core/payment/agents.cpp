#include "core/payment/agents.h"

#include "core/crypto/hash.h"
#include "core/support/plain_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace till::payment {

namespace {

constexpr std::string_view kTokenPrefix = "till_";
constexpr std::size_t kTokenSecretBytes = 32;
constexpr std::size_t kMaxTokenBytes = 128;

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

Agent* Agents::find(std::string_view idOrName)
{
    const auto found = std::ranges::find_if(
        m_agents, [idOrName](const Agent& each) { return each.id == idOrName || each.name == idOrName; });
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
    if (!isPlainLine(name, kMaxAgentNameBytes) || name.front() == ' ' || name.back() == ' ') {
        return AgentError::BadName;
    }
    const bool isTaken = std::ranges::any_of(
        m_agents, [name](const Agent& each) { return each.name == name || each.id == name; });
    if (isTaken) {
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
        agent.policy = std::move(*parsed);
        agent.createdAt = createdAt;
        return agent;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

} // namespace till::payment
