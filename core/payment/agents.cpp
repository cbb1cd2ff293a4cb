#include "core/payment/agents.h"

#include "core/crypto/hash.h"
#include "core/payment/agent_events.h"
#include "core/support/plain_text.h"
#include "core/support/token_text.h"

#include "core/support/json.h"

#include <algorithm>
#include <charconv>

namespace till::payment {

namespace {

/// "a" and digits, as ids are: a name like that would one day be another agent's id.
bool looksLikeAnId(std::string_view name)
{
    return name.size() > 1 && name.front() == 'a' &&
           name.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

} // namespace

std::string newToken(std::string_view agentId, Entropy& entropy)
{
    std::array<std::uint8_t, kTokenSecretBytes> secret{};
    entropy.fill(secret);
    std::string token = makeTokenText(agentId, secret);
    crypto::wipe(secret);
    return token;
}

std::vector<std::string> tagSet(std::vector<std::string> tags)
{
    std::ranges::sort(tags);
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return tags;
}

bool areGoodTags(const std::vector<std::string>& tags)
{
    return tags.size() <= kMaxAgentTags && tagSet(tags) == tags &&
           std::ranges::all_of(tags, [](const std::string& tag) {
               return isPlainLine(tag, kMaxTagBytes) && tag.front() != ' ' && tag.back() != ' ';
           });
}

std::size_t Agents::presentCount() const
{
    return static_cast<std::size_t>(
        std::ranges::count_if(m_agents, [](const Agent& each) { return each.state != AgentState::Removed; }));
}

Agent* Agents::byId(std::string_view id)
{
    const auto found = m_places.find(id);
    return found == m_places.end() ? nullptr : &m_agents[found->second];
}

const Agent* Agents::byId(std::string_view id) const
{
    const auto found = m_places.find(id);
    return found == m_places.end() ? nullptr : &m_agents[found->second];
}

Agent* Agents::find(std::string_view idOrName)
{
    if (Agent* agent = byId(idOrName); agent != nullptr) {
        return agent;
    }
    const auto found = std::ranges::find_if(m_agents, [idOrName](const Agent& each) {
        return each.name == idOrName && each.state != AgentState::Removed;
    });
    return found == m_agents.end() ? nullptr : &*found;
}

Agent* Agents::findPresent(std::string_view idOrName)
{
    Agent* agent = find(idOrName);
    return agent == nullptr || agent->state == AgentState::Removed ? nullptr : agent;
}

Recognised Agents::recognise(std::string_view token, const crypto::SecretBytes* key, const Caller& caller,
                             Instant now)
{
    const auto refused = [](std::string_view code) { return Recognised{nullptr, code, 0, TokenForm::Hmac}; };
    const auto id = agentOfToken(token);
    if (!id) {
        return refused("token_malformed");
    }
    Agent* agent = byId(*id);
    const TokenCheck check = agent == nullptr ? TokenCheck() : agent->tokens.check(token, key, now);
    switch (check.verdict) {
    case TokenVerdict::Unknown:
        return refused("unauthorized");
    case TokenVerdict::Locked:
        return refused("locked");
    case TokenVerdict::Expired:
        return refused("token_expired");
    case TokenVerdict::Revoked:
        return refused("token_revoked");
    case TokenVerdict::Valid:
        break;
    }
    if (agent->binding && !agent->binding->admits(caller)) {
        return refused("wrong_caller");
    }
    return {agent, {}, check.number, check.form};
}

std::optional<AgentError> Agents::nameFault(std::string_view name) const
{
    if (!isPlainLine(name, kMaxAgentNameBytes) || name.front() == ' ' || name.back() == ' ' ||
        looksLikeAnId(name)) {
        return AgentError::BadName;
    }
    if (std::ranges::any_of(m_agents, [name](const Agent& each) {
            return each.name == name && each.state != AgentState::Removed;
        })) {
        return AgentError::NameTaken;
    }
    if (m_agents.size() >= kMaxAgentsEver || presentCount() >= kMaxAgents) {
        return AgentError::TooMany;
    }
    return std::nullopt;
}

std::string Agents::nextId() const
{
    return "a" + std::to_string(m_lastNumber + 1);
}

void Agents::promise(std::string_view id)
{
    std::int64_t number = 0;
    const std::string_view digits = id.substr(std::min<std::size_t>(id.size(), 1));
    if (std::from_chars(digits.data(), digits.data() + digits.size(), number).ec == std::errc()) {
        m_lastNumber = std::max(m_lastNumber, number);
    }
}

Agent& Agents::add(Agent agent)
{
    promise(agent.id);
    m_places.try_emplace(agent.id, m_agents.size());
    return m_agents.emplace_back(std::move(agent));
}

void Agents::pauseAll(const std::string& because)
{
    for (Agent& each : m_agents) {
        if (each.state != AgentState::Removed) {
            each.state = AgentState::Paused;
            each.pausedBecause = because;
        }
    }
}

std::string toEventBody(const Agent& agent)
{
    nlohmann::json json{{"id", agent.id},           {"name", agent.name},
                        {"account", agent.account}, {"address", agent.address.toChecksummed()},
                        {"preset", agent.preset},   {"policy", policy::toJson(agent.policy)},
                        {"colour", agent.colour}};
    writeToken(json, agent.tokens.all().front());
    writeBinding(json, agent.binding);
    if (!agent.tags.empty()) {
        json["tags"] = agent.tags;
    }
    return json.dump();
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
        if (json.contains("tags")) {
            agent.tags = json["tags"].get<std::vector<std::string>>();
        }
        const auto address = chain::EvmAddress::fromText(json.at("address").get<std::string>());
        auto parsed = policy::parsePolicy(json.at("policy").get<std::string>());
        auto token = readToken(json, createdAt);
        if (!address || !parsed || !token || !areGoodTags(agent.tags) || !readBinding(json, agent.binding)) {
            return std::nullopt;
        }
        agent.tokens.add(std::move(*token), createdAt);
        agent.address = *address;
        agent.policy = *parsed;
        agent.document = std::move(*parsed);
        agent.createdAt = createdAt;
        return agent;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

std::string toEventBody(const TagEdit& edit)
{
    return nlohmann::json{
        {"agent", edit.agent}, {"tags", edit.tags}, {"by", edit.author.by}, {"reason", edit.author.reason}}
        .dump();
}

std::optional<TagEdit> tagEditFromEventBody(std::string_view body)
{
    const auto json = nlohmann::json::parse(body, nullptr, false);
    try {
        TagEdit edit{json.at("agent").get<std::string>(),
                     json.at("tags").get<std::vector<std::string>>(),
                     {json.at("by").get<std::string>(), json.at("reason").get<std::string>()}};
        return areGoodTags(edit.tags) ? std::optional(std::move(edit)) : std::nullopt;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

std::string tagsOf(std::string_view agentId)
{
    return "tags " + std::string(agentId);
}

} // namespace till::payment
