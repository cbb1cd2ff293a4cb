#pragma once

#include "tests/core/payment/till_fixture.h"

#include <optional>
#include <string>
#include <vector>

/// A wallet on real files, for the process that the fault tests let fail (flow.cpp).
namespace till::tests::flow {

/// The most that any policy of these flows ever lets an agent spend, in millionths of a USD.
inline constexpr std::uint64_t kLimitMicro = 1'000'000;
inline constexpr const char* kLimit = "1.00";
/// A policy that is asked for and called back: it is never in force.
inline constexpr const char* kRecalledLimit = "0.99";

using Done = Result<void, ledger::DatabaseError>;

/// One line on standard output, at once: what was promised, what went wrong, what is there.
void say(const std::string& line);
void sayPolicy(std::string_view owner, std::int64_t version, const Hash256& hash);

class Wallet {
public:
    explicit Wallet(const std::string& folder) : m_path(folder + "/ledger.db") {}

    /// Reads everything from the disk, as the keeper does when it starts and after a failed commit.
    [[nodiscard]] Done open();
    /// Makes the batch durable and says what may be signed now.
    [[nodiscard]] Done commit();
    /// The same for a batch with this outcome.
    [[nodiscard]] Done commit(const payment::Outcome& outcome);
    [[nodiscard]] Done addAgent(const std::string& number, policy::Policy policy);

    payment::Till& till() { return *m_till; }
    ledger::Ledger& ledger() { return *m_ledger; }
    HandClock& clock() { return m_clock; }
    payment::Agent* agent(std::string_view id = "a1") { return m_till->settings().agents.find(id); }

private:
    std::string m_path;
    HandClock m_clock;
    std::optional<ledger::Ledger> m_ledger;
    std::optional<payment::Till> m_till;
};

/// Everything that a policy can go through, then a pause. Goes on where an earlier process stopped.
[[nodiscard]] Done changePolicies(Wallet& wallet);

/// Says what is on the disk, or what is wrong with it; gives the exit status.
[[nodiscard]] int check(Wallet& wallet);

} // namespace till::tests::flow
