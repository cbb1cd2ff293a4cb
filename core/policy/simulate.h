#pragma once

#include "core/policy/decide.h"
#include "core/policy/merchant_memory.h"
#include "core/policy/payment_facts.h"
#include "core/policy/policy.h"
#include "core/policy/spend_book.h"
#include "core/policy/time_zone.h"
#include "core/support/clock.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace till::policy {

/// One ask as the ledger has it: what was asked, and what became of it.
struct RecordedAsk {
    std::int64_t id = 0; ///< PaymentId::number
    PaymentFacts facts;
    Instant at;
    Verdict verdict = Verdict::Deny;   ///< of the rules then
    bool wasPaid = false;              ///< authorized, by the rules or by a person
    Instant end;                       ///< of its validity; when it was not paid, that of a payment made now
    std::optional<Instant> settledAt;  ///< proven settled in a block of this time
    std::optional<Instant> releasedAt; ///< proven unused, known at this time
};

/// Counts and sums of one day, in one reading of it. Practice money is counted, but is in no sum.
struct SimulatedCounts {
    std::uint64_t allowed = 0;
    std::uint64_t asked = 0;
    std::uint64_t denied = 0;
    money::Amount allowedMicro; ///< dollar-pegged tokens at par, in millionths of a USD
    money::Amount askedMicro;
    money::Amount deniedMicro;
    bool operator==(const SimulatedCounts&) const = default;
};

struct SimulatedDay {
    Instant start;
    SimulatedCounts was;   ///< what the rules of then said
    SimulatedCounts would; ///< what the draft says
    std::uint64_t differ = 0;
};

/// One ask that the draft decides otherwise.
struct SimulatedDifference {
    std::int64_t id = 0;
    Instant at;
    Verdict was = Verdict::Deny;
    Verdict would = Verdict::Deny;
    std::string sentence; ///< why it would
};

// Limits of one simulation.
inline constexpr std::int64_t kMaxSimulatedDays = 92;
inline constexpr std::size_t kMaxSimulatedAsks = 20'000;
inline constexpr std::size_t kMaxSimulatedExamples = 20;

/// How many asks went from one verdict to another, or stayed: `asks[was][would]`, in the order of Verdict.
struct SimulatedChanges {
    std::array<std::array<std::uint64_t, 3>, 3> asks{};
    bool operator==(const SimulatedChanges&) const = default;
};

/// Runs a draft policy of one agent over its recorded history, with budgets and memory of its own: what the
/// draft allows counts from then on, and ends as the real payment ended. What it asks counts when the real
/// one was paid, as if the person had answered the same; and what it would allow that was not paid then
/// counts as a payment that was never proven. Other agents' payments count in the global policy's budgets as
/// they were.
class Simulation {
public:
    /// `agent` is the id that the draft is for; days are those of `zone`.
    Simulation(std::string agent, const Policy& global, const Policy& draft, TimeZone zone);
    /// A draft of the global policy, over the history of all these agents: id and policy of each.
    Simulation(std::map<std::string, Policy> agents, const Policy& draft, TimeZone zone);

    /// What was there before, or is another agent's: it counts as it was, and nothing is decided.
    void remember(const RecordedAsk& ask);
    /// Decides one ask, of an agent that this is about. In the order of their times.
    void decide(const RecordedAsk& ask);

    [[nodiscard]] bool isAbout(const std::string& agent) const { return m_agents.contains(agent); }
    [[nodiscard]] const std::vector<SimulatedDay>& days() const { return m_days; }
    [[nodiscard]] const SimulatedChanges& changes() const { return m_changes; }
    /// The first that differ, at most kMaxSimulatedExamples.
    [[nodiscard]] const std::vector<SimulatedDifference>& differences() const { return m_differences; }

private:
    void count(const RecordedAsk& ask);
    void releaseUntil(Instant now);
    SimulatedDay& dayOf(Instant at);

    const Policy& m_global;
    std::map<std::string, Policy> m_agents;
    TimeZone m_zone;
    SpendBook m_book;
    MerchantMemory m_memory;
    std::multimap<Instant, std::int64_t> m_releases; ///< proven unused, and when that is known
    std::vector<SimulatedDay> m_days;
    SimulatedChanges m_changes;
    std::vector<SimulatedDifference> m_differences;
};

} // namespace till::policy
