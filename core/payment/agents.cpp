#include "core/payment/agents.h"

#include "core/crypto/hash.h"
#include "core/support/plain_text.h"

#include "core/support/json.h"

#include <algorithm>
#include <charconv>

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
    const auto found = std::ranges::find(m_agents, idOrName, &Agent::name);
    return found == m_agents.end() ? nullptr : &*found;
}

Agent* Agents::byToken(std::string_view token)
{
    if (token.size() > kMaxTokenBytes || !token.starts_with(kTokenPrefix)) {
        return nullptr;
    }
    const std::string_view rest = token.substr(kTokenPrefix.size());
    const std::string_view id = rest.substr(0, rest.find('_'));
    Agent* agent = byId(id);
    const bool isIts = agent != nullptr && crypto::equalConstantTime(agent->tokenHash, hashOfToken(token));
    return isIts ? agent : nullptr;
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

std::string toEventBody(const Agent& agent)
{
    nlohmann::json body{{"id", agent.id},           {"name", agent.name},
                        {"account", agent.account}, {"address", agent.address.toChecksummed()},
                        {"preset", agent.preset},   {"policy", policy::toJson(agent.policy)},
                        {"colour", agent.colour},   {"tokenHash", toHex0x(agent.tokenHash)}};
    if (!agent.tags.empty()) {
        body["tags"] = agent.tags;
    }
    return body.dump();
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
        if (!address || !parsed || !areGoodTags(agent.tags) ||
            !fromHex0xInto(json.at("tokenHash").get<std::string>(), agent.tokenHash)) {
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
