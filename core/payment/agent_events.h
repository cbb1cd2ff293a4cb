#pragma once

#include "core/ledger/event_chain.h"
#include "core/payment/agents.h"
#include "core/support/json.h"

#include <optional>
#include <string>
#include <string_view>

/// Events about an agent's tokens, and about its end. Include this in .cpp files only: it is heavy.
namespace till::payment {

// What narrows may be written while locked; what lets somebody in is sealed (needsMac of event_chain.h).
inline constexpr std::string_view kTokenAdded = "agent.token";
inline constexpr std::string_view kTokenSealed = "agent.token.sealed"; ///< an old hash under the vault's key
inline constexpr std::string_view kTokensRevoked = "agent.revoked";
inline constexpr std::string_view kAgentRemoved = "agent.removed";
inline constexpr std::string_view kAgentBound = "agent.bound"; ///< narrower, compared again when read
inline constexpr std::string_view kAgentBindingSet = "agent.binding.set";

/// Takes one of these events in. Absent when it is of another kind, false when it is not in its form.
[[nodiscard]] std::optional<bool> applyAgentEvent(Agents& agents, const ledger::Event& event);

// Their bodies.
[[nodiscard]] std::string tokenAddedBody(std::string_view agentId, const AgentToken& token,
                                         Instant othersUntil);
[[nodiscard]] std::string tokenSealedBody(std::string_view agentId, std::int64_t number,
                                          const TokenHash& hash);
[[nodiscard]] std::string agentEndedBody(std::string_view agentId, std::string_view by);
[[nodiscard]] std::string bindingBody(std::string_view agentId, const std::optional<CallerBinding>& binding);

// Parts of a body. Reading gives nothing, or false, when they are not in their form; a wrong type throws
// nlohmann's exception.
void writeToken(nlohmann::json& json, const AgentToken& token);
[[nodiscard]] std::optional<AgentToken> readToken(const nlohmann::json& json, Instant createdAt);
void writeBinding(nlohmann::json& json, const std::optional<CallerBinding>& binding);
[[nodiscard]] bool readBinding(const nlohmann::json& json, std::optional<CallerBinding>& binding);

} // namespace till::payment
