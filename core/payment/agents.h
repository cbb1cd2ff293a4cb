#pragma once

#include "core/chain/evm_address.h"
#include "core/payment/policy_log.h"
#include "core/policy/policy_json.h"
#include "core/support/clock.h"
#include "core/support/entropy.h"
#include "core/support/hex.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace till::payment {

enum class AgentState { Active, Paused };

/// A program that may ask for payments.
struct Agent {
    std::string id; ///< "a1", "a2" …
    std::string name;
    std::string account; ///< id of its account in the vault
    chain::EvmAddress address;
    std::vector<std::string> tags; ///< the owner's, sorted, none twice
    std::string preset;            ///< name of the preset its policy came from, or "custom"
    policy::Policy policy;         ///< what decides: the document, and what was granted beside it
    policy::Policy document;       ///< what the owner set
    std::int64_t version = 1;      ///< of the document
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
inline constexpr std::size_t kMaxAgentTags = 8;
inline constexpr std::size_t kMaxTagBytes = 32;

/// SHA-256 of a token's text. A token carries 256 random bits, so its plain hash tells nothing about it.
[[nodiscard]] Hash256 hashOfToken(std::string_view token);
/// `till_<agent id>_<64 hex digits>`; shown once, stored only as its hash.
[[nodiscard]] std::string newToken(std::string_view agentId, Entropy& entropy);

/// Sorted, none twice.
[[nodiscard]] std::vector<std::string> tagSet(std::vector<std::string> tags);
/// Whether an agent may have these tags: a set as above, each a plain line without blanks at its ends.
[[nodiscard]] bool areGoodTags(const std::vector<std::string>& tags);

/// All agents. Rebuilt from the ledger's `agent.*` events; each change is such an event first.
class Agents {
public:
    [[nodiscard]] const std::vector<Agent>& all() const { return m_agents; }
    [[nodiscard]] Agent* byId(std::string_view id);
    [[nodiscard]] const Agent* byId(std::string_view id) const;
    /// By id, else by name.
    [[nodiscard]] Agent* find(std::string_view idOrName);
    /// Whose token this is; compared in constant time.
    [[nodiscard]] Agent* byToken(std::string_view token);
    /// Checks that a new agent could have this name.
    [[nodiscard]] std::optional<AgentError> nameFault(std::string_view name) const;
    /// An id that no agent has or was promised.
    [[nodiscard]] std::string nextId() const;
    [[nodiscard]] int nextColour() const { return static_cast<int>(m_agents.size() % 8); }

    Agent& add(Agent agent);
    /// An agent that waits has this id: no other ever gets it.
    void promise(std::string_view id);

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::vector<Agent> m_agents;
    std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> m_places; ///< by id
    std::int64_t m_lastNumber = 0;
};

/// The body of an `agent.added` event, and back. Absent when it is not in that form.
[[nodiscard]] std::string toEventBody(const Agent& agent);
[[nodiscard]] std::optional<Agent> agentFromEventBody(std::string_view body, Instant createdAt);

/// All tags of one agent, as their event keeps them.
struct TagEdit {
    std::string agent; ///< id
    std::vector<std::string> tags;
    Author author;
};
[[nodiscard]] std::string toEventBody(const TagEdit& edit);
[[nodiscard]] std::optional<TagEdit> tagEditFromEventBody(std::string_view body);
/// What a change of an agent's tags goes by while it waits.
[[nodiscard]] std::string tagsOf(std::string_view agentId);

} // namespace till::payment
