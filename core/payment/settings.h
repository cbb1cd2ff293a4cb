#pragma once

#include "core/ledger/event_chain.h"
#include "core/payment/agents.h"

#include <map>
#include <string>
#include <vector>

namespace till::payment {

/// What the owner set for one network.
struct NetworkSetting {
    std::vector<std::string> rpc; ///< at most kMaxNodes
    bool isEnabled = true;
};
inline constexpr std::size_t kMaxNodes = 2;
inline constexpr std::size_t kMaxNodeUrlBytes = 512;

// Kinds of the events that settings are made of.
inline constexpr std::string_view kLedgerCreated = "ledger.created";
inline constexpr std::string_view kAgentAdded = "agent.added";
inline constexpr std::string_view kAgentPaused = "agent.paused";
inline constexpr std::string_view kAgentResumed = "agent.resumed";
inline constexpr std::string_view kPaused = "paused";
inline constexpr std::string_view kResumed = "resumed";
inline constexpr std::string_view kNetworkSet = "network.set";

/// Everything that is set and not about one payment. Never stored as such: it is what the ledger's events add
/// up to, so whatever changes it is in the history, sealed.
struct Settings {
    bool isPaused = false;
    std::map<std::string, NetworkSetting>
        networks; ///< by CAIP-2; a network without an entry is enabled, without nodes
    Agents agents;

    /// Takes one event in. False when its body is not in its form.
    [[nodiscard]] bool apply(const ledger::Event& event);
};

[[nodiscard]] std::string networkEventBody(const std::string& network, const NetworkSetting& setting);

} // namespace till::payment
