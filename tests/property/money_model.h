#pragma once

#include "tests/property/policy_model.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

/// What ought to happen, in plain arithmetic: lists that are walked, 64-bit numbers, no code of core/policy.
/// It is slow where the real thing is clever, and that is the point of it.
namespace till::tests {

inline constexpr std::int64_t kModelWaitMs = 600'000;
inline constexpr std::int64_t kModelGraceMs = 60'000;
inline constexpr std::size_t kModelOpenAlarms = 20;

enum class ModelStatus { Waiting, Rejected, Lapsed, GivenUp, Authorized, Settled, Unknown, Expired, Void };
[[nodiscard]] const char* toText(ModelStatus status);

struct ModelPayment {
    std::int64_t number = 0;
    std::size_t agent = 0;
    std::string purchase; ///< which logical request, in words of the test's own
    std::string content;
    std::int64_t generation = 0;
    std::uint64_t amount = 0;
    std::size_t host = 0;
    std::size_t payTo = 0;
    std::int64_t createdMs = 0;
    std::int64_t authorizedMs = 0;
    std::int64_t endMs = 0; ///< end of E(p)
    std::int64_t validBefore = 0;
    std::int64_t provenMs = 0; ///< when it was last proven, settled or unused
    std::int64_t envelope = 0; ///< request that it is paid out of; 0: none
    ModelStatus status = ModelStatus::Waiting;
    bool isProven = false;
    bool isInDoubt = false; ///< its proof was in a block that is gone
    std::string nonce;
    std::string digest;
    [[nodiscard]] bool isLive() const;
};

enum class ModelVerdict { Allow, Ask, DenyByBudget, DenyByRule };

/// A grant that came with an approval.
struct ModelGrant {
    std::int64_t id = 0;
    std::size_t agent = 0;
    std::size_t host = 0;
    std::optional<std::size_t> payee;
    std::uint64_t perPayment = 0;
    std::uint64_t perDay = 0;
    std::int64_t untilMs = 0;
};

/// An agent's wish for more, and the envelope that answers it.
struct ModelRequest {
    enum class State { Open, Granted, Denied, Ended };
    std::int64_t id = 0;
    std::size_t agent = 0;
    std::optional<std::size_t> host;
    std::uint64_t wanted = 0;
    State state = State::Open;
    std::uint64_t granted = 0;
    std::int64_t untilMs = 0;
};

/// A widening that waits for its time.
struct ModelPending {
    enum class Kind { Policy, Delay, Grant, More };
    std::int64_t id = 0;
    std::int64_t dueMs = 0;
    Kind kind = Kind::Policy;
    std::optional<std::size_t> owner; ///< of the policy; none: the global one
    ModelPolicy policy;
    std::int64_t delaySeconds = 0;
    ModelGrant grant;
    ModelRequest request; ///< as it will be
};

struct ModelAlarm {
    enum class Kind { Reorganisation, ReleasedSettled, Outflow };
    Kind kind = Kind::Reorganisation;
    std::optional<std::size_t> agent; ///< whose account it freezes; none: the network
    bool isOpen = true;
};

/// Everything that a wallet must remember; copied whole at every commit, so that a crash goes back to the
/// copy.
struct MoneyModel {
    ModelPolicy global;
    std::vector<ModelPolicy> policies; ///< by agent
    std::vector<bool> isAgentPaused;
    std::map<std::int64_t, ModelPayment> payments; ///< by number
    std::map<std::string, std::int64_t> latest;    ///< newest payment of a purchase
    std::map<std::int64_t, ModelGrant> grants;     ///< that were not ended
    std::int64_t lastGrant = 0;
    std::map<std::int64_t, ModelRequest> requests;
    std::map<std::int64_t, ModelPending> pending;
    std::int64_t lastPending = 0;
    std::int64_t delaySeconds = 0;
    std::vector<ModelAlarm> alarms;
    std::set<std::string> facts;
    std::int64_t newestMs = 0; ///< of what was recorded: time never runs back past it
    std::int64_t events = 0;
    bool isPaused = false;
    bool isNetworkOff = false;

    // money_model.cpp: sums
    [[nodiscard]] std::uint64_t used(const ModelBudget& budget, ModelLayer layer, std::size_t agent,
                                     std::size_t host, std::int64_t nowMs) const;
    [[nodiscard]] std::uint64_t usedOf(const ModelRequest& envelope) const;
    [[nodiscard]] std::uint64_t usedOf(const ModelGrant& grant, std::int64_t nowMs) const;
    /// The envelope that would pay what the agent's own budgets have no room for; 0: none, or no need.
    [[nodiscard]] std::int64_t envelopeFor(const ModelPayment& payment, std::int64_t nowMs) const;
    [[nodiscard]] ModelVerdict verdict(const ModelPayment& payment, std::int64_t nowMs) const;
    /// The first budget or envelope that counts this payment, refuses what is over it and is over it now;
    /// empty when all hold (I2).
    [[nodiscard]] std::string overspent(const ModelPayment& payment, std::int64_t nowMs) const;
    /// Whether evidence may give this payment's room back: with what it gave back in each budget's window it
    /// is within the limit, or the first of that window.
    [[nodiscard]] bool mayRelease(const ModelPayment& payment, std::int64_t nowMs) const;

    // settings_model.cpp: what is set
    [[nodiscard]] std::int64_t maxValidityOf(std::size_t agent) const;
    [[nodiscard]] bool isNetworkFrozen() const;
    [[nodiscard]] bool isAccountFrozen(std::size_t agent) const;
    /// False when it says nothing new.
    bool raise(const ModelAlarm& alarm, const std::string& fact);
    [[nodiscard]] std::size_t waitingOf(std::size_t agent) const;
    [[nodiscard]] ModelPolicy& policyOf(std::optional<std::size_t> owner);
    /// A policy is set; whatever waits for the same one is forgotten.
    void setPolicy(std::optional<std::size_t> owner, const ModelPolicy& policy);
    void setDelay(std::int64_t seconds);
    void apply(const ModelPending& change);
    /// A widening holds at once, or waits when there is a delay.
    void widen(ModelPending change, std::int64_t nowMs);
};

} // namespace till::tests
