#include "core/payment/agent_events.h"

namespace till::payment {

namespace {

bool applyTo(Agent& agent, const ledger::Event& event, const nlohmann::json& json)
{
    if (event.kind == kTokenAdded) {
        auto token = readToken(json, event.at);
        if (!token || json.at("number").get<std::int64_t>() != agent.tokens.nextNumber()) {
            return false;
        }
        agent.tokens.add(std::move(*token), Instant{json.at("othersUntilMs").get<std::int64_t>()});
        return true;
    }
    if (event.kind == kTokenSealed) {
        const auto token = readToken(json, event.at);
        return token && agent.tokens.rehash(json.at("number").get<std::int64_t>(), token->hash);
    }
    if (event.kind == kTokensRevoked) {
        agent.tokens.revokeAll();
        return true;
    }
    if (event.kind == kAgentRemoved) {
        agent.tokens.revokeAll();
        agent.state = AgentState::Removed;
        agent.pausedBecause.clear();
        return true;
    }
    std::optional<CallerBinding> next;
    if (!readBinding(json, next) || (event.kind == kAgentBound && !isNarrower(agent.binding, next))) {
        return false;
    }
    agent.binding = std::move(next);
    return true;
}

} // namespace

std::optional<bool> applyAgentEvent(Agents& agents, const ledger::Event& event)
{
    if (event.kind != kTokenAdded && event.kind != kTokenSealed && event.kind != kTokensRevoked &&
        event.kind != kAgentRemoved && event.kind != kAgentBound && event.kind != kAgentBindingSet) {
        return std::nullopt;
    }
    const auto json = nlohmann::json::parse(event.body, nullptr, false);
    try {
        Agent* agent = agents.byId(json.at("agent").get<std::string>());
        return agent != nullptr && agent->state != AgentState::Removed && applyTo(*agent, event, json);
    } catch (const nlohmann::json::exception&) {
        return false;
    }
}

std::string tokenAddedBody(std::string_view agentId, const AgentToken& token, Instant othersUntil)
{
    nlohmann::json json{{"agent", agentId}, {"number", token.number}, {"othersUntilMs", othersUntil.unixMs}};
    writeToken(json, token);
    return json.dump();
}

std::string tokenSealedBody(std::string_view agentId, std::int64_t number, const TokenHash& hash)
{
    nlohmann::json json{{"agent", agentId}, {"number", number}};
    AgentToken token;
    token.hash = hash;
    writeToken(json, token);
    return json.dump();
}

std::string agentEndedBody(std::string_view agentId, std::string_view by)
{
    return nlohmann::json{{"agent", agentId}, {"by", by}}.dump();
}

std::string bindingBody(std::string_view agentId, const std::optional<CallerBinding>& binding)
{
    nlohmann::json json{{"agent", agentId}};
    writeBinding(json, binding);
    return json.dump();
}

void writeToken(nlohmann::json& json, const AgentToken& token)
{
    // Ledgers of before HMACs have tokenHash; one of the two names is there.
    json[token.hash.form == TokenForm::Sha256 ? "tokenHash" : "tokenMac"] = toHex0x(token.hash.bytes);
    if (token.expiresAt) {
        json["expiresMs"] = token.expiresAt->unixMs;
    }
}

std::optional<AgentToken> readToken(const nlohmann::json& json, Instant createdAt)
{
    AgentToken token;
    const bool isPlain = json.contains("tokenHash");
    if (isPlain == json.contains("tokenMac")) {
        return std::nullopt;
    }
    token.hash.form = isPlain ? TokenForm::Sha256 : TokenForm::Hmac;
    token.createdAt = createdAt;
    if (!fromHex0xInto(json.at(isPlain ? "tokenHash" : "tokenMac").get<std::string>(), token.hash.bytes)) {
        return std::nullopt;
    }
    if (json.contains("expiresMs")) {
        token.expiresAt = Instant{json.at("expiresMs").get<std::int64_t>()};
    }
    return token;
}

void writeBinding(nlohmann::json& json, const std::optional<CallerBinding>& binding)
{
    if (!binding) {
        return;
    }
    nlohmann::json& out = json["binding"] = nlohmann::json::object();
    if (binding->uid) {
        out["uid"] = *binding->uid;
    }
    if (!binding->executable.empty()) {
        out["executable"] = binding->executable;
    }
}

bool readBinding(const nlohmann::json& json, std::optional<CallerBinding>& binding)
{
    binding.reset();
    if (!json.contains("binding")) {
        return true;
    }
    const auto& from = json.at("binding");
    CallerBinding read;
    if (from.contains("uid")) {
        read.uid = from.at("uid").get<std::int64_t>();
    }
    if (from.contains("executable")) {
        read.executable = from.at("executable").get<std::string>();
    }
    binding = std::move(read);
    return isUsable(*binding);
}

} // namespace till::payment
