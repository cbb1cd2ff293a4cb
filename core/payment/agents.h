#pragma once

#include "core/chain/evm_address.h"
#include "core/policy/policy_json.h"
#include "core/support/clock.h"
#include "core/support/entropy.h"
#include "core/support/hex.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::payment {

enum class AgentState { Active, Paused };

/// A program that may ask for payments.
struct Agent {
    std::string id; ///< "a1", "a2" …
    std::string name;
    std::string account; ///< id of its account in the vault
    chain::EvmAddress address;
    std::string preset;       ///< name of the preset its policy came from, or "custom"
    policy::Policy policy;    ///< what decides: the document, and what was granted beside it
    policy::Policy document;  ///< what the owner set
    std::int64_t version = 1; ///< of the document
    AgentState state = AgentState::Active;
    std::string pausedBecause;
    int colour = 0; ///< 0 … 7, given in turn
    Hash256 tokenHash{};
    Instant createdAt;
    std::optional<Instant> lastCall; ///< since the keeper started
};

enum class AgentError { BadName, NameTaken, TooMany, NoSuchAgent };

inline constexpr std::size_t kMaxAgents = 1000;
inline constexpr std::size_t kMaxAgentNameBytes = 64;

/// SHA-256 of a token's text. A token carries 256 random bits, so its plain hash tells nothing about it.
[[nodiscard]] Hash256 hashOfToken(std::string_view token);
/// `till_<agent id>_<64 hex digits>`; shown once, stored only as its hash.
[[nodiscard]] std::string newToken(std::string_view agentId, Entropy& entropy);

/// All agents. Rebuilt from the ledger's `agent.*` events; each change is such an event first.
class Agents {
public:
    [[nodiscard]] const std::vector<Agent>& all() const { return m_agents; }
    [[nodiscard]] Agent* byId(std::string_view id);
    /// By id, else by name.
    [[nodiscard]] Agent* find(std::string_view idOrName);
    /// Whose token this is; compared in constant time.
    [[nodiscard]] Agent* byToken(std::string_view token);
    /// Checks that a new agent could have this name.
    [[nodiscard]] std::optional<AgentError> nameFault(std::string_view name) const;
    [[nodiscard]] std::string nextId() const;
    [[nodiscard]] int nextColour() const { return static_cast<int>(m_agents.size() % 8); }

    Agent& add(Agent agent);
    void clear() { m_agents.clear(); }

private:
    std::vector<Agent> m_agents;
};

/// The body of an `agent.added` event, and back. Absent when it is not in that form.
[[nodiscard]] std::string toEventBody(const Agent& agent);
[[nodiscard]] std::optional<Agent> agentFromEventBody(std::string_view body, Instant createdAt);

} // namespace till::payment
