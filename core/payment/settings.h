#pragma once

#include "core/ledger/event_chain.h"
#include "core/payment/agents.h"
#include "core/payment/alarms.h"
#include "core/payment/allowances.h"
#include "core/payment/backup_log.h"
#include "core/payment/policy_log.h"
#include "core/payment/security.h"
#include "core/payment/shadow.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace till::payment {

/// What the owner set for one network.
struct NetworkSetting {
    std::vector<std::string> rpc; ///< at most kMaxNodes
    bool isEnabled = true;
};

/// A final block up to which a network's outflows were looked at. When it is gone, final blocks were not
/// final, and what they proved is in doubt.
struct WatchMark {
    std::int64_t number = 0;
    std::string hash;
    std::int64_t timeSeconds = 0;
    bool operator==(const WatchMark&) const = default;
};
inline constexpr std::size_t kMaxNodes = 2;
inline constexpr std::size_t kMaxNodeUrlBytes = 512;

// Kinds of the events that settings are made of.
inline constexpr std::string_view kLedgerCreated = "ledger.created";
inline constexpr std::string_view kAgentAdded = "agent.added";
inline constexpr std::string_view kAgentPaused = "agent.paused";
inline constexpr std::string_view kAgentResumed = "agent.resumed";
/// All tags of an agent anew. Those that cannot widen may be written while locked, and are compared again
/// whenever they are read.
inline constexpr std::string_view kAgentTagged = "agent.tagged";
inline constexpr std::string_view kAgentTagsTightened = "agent.tags_tightened";
inline constexpr std::string_view kPaused = "paused";
inline constexpr std::string_view kResumed = "resumed";
inline constexpr std::string_view kNetworkSet = "network.set";
inline constexpr std::string_view kAnchorSet = "anchor.set";
inline constexpr std::string_view kWatchMark = "watch.mark";

/// Everything that is set and not about one payment. Never stored as such: it is what the ledger's events add
/// up to, so whatever changes it is in the history, sealed.
struct Settings {
    bool isPaused = false;
    std::map<std::string, NetworkSetting>
        networks; ///< by CAIP-2; a network without an entry is enabled, without nodes
    Agents agents;
    Alarms alarms;
    BackupLog backups;
    std::map<std::string, WatchMark> marks;        ///< by CAIP-2
    policy::Policy global = policy::emptyPolicy(); ///< above all agents
    std::int64_t globalVersion = 0;
    std::string anchorPath;        ///< where the owner wants an anchor too; empty: nowhere
    std::int64_t delaySeconds = 0; ///< how long a widening waits
    std::map<std::int64_t, PendingChange> pending;
    std::map<std::int64_t, Agent> pendingAgents; ///< of the changes that wait: those that add an agent
    std::int64_t lastPending = 0;
    Security security;
    Allowances allowances;                              ///< grants and envelopes beside the policy documents
    std::map<std::string, Shadow, std::less<>> shadows; ///< by owner: an agent's id, or kGlobalName
    std::set<std::string> touched; ///< owners (as in the spend book) whose budgets must be counted anew
    bool areLinesStale = false;    ///< payments count elsewhere than they did: all must be counted anew

    /// The document of an agent (by id), or of the global policy (kGlobalName). Null for nobody.
    [[nodiscard]] const policy::Policy* documentOf(std::string_view owner);
    [[nodiscard]] std::int64_t versionOf(std::string_view owner);

    /// The problem code for the token of an agent that waits: agent_pending, or locked while nobody can say
    /// (Agents::recognise). Empty for any other token.
    [[nodiscard]] std::string_view pendingAnswer(std::string_view token, const crypto::SecretBytes* key,
                                                 Instant now) const;

    /// Takes one event in. False when its body is not in its form.
    [[nodiscard]] bool apply(const ledger::Event& event);

private:
    [[nodiscard]] bool applyPolicy(const ledger::Event& event);
    [[nodiscard]] bool applyPending(const ledger::Event& event);
    [[nodiscard]] bool applyDelay(const ledger::Event& event);
    [[nodiscard]] bool applyShadow(const ledger::Event& event);
    [[nodiscard]] bool applyTags(const ledger::Event& event);
    /// Takes the changes out that wait and for which `isIt` holds.
    template <class IsIt>
    void erasePending(IsIt isIt);
    /// What decides for an agent, put together again.
    void refresh(Agent& agent, Instant now);
};

[[nodiscard]] std::string networkEventBody(const std::string& network, const NetworkSetting& setting);
[[nodiscard]] std::string markEventBody(const std::string& network, const WatchMark& mark);

} // namespace till::payment
