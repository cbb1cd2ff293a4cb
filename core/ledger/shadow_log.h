#pragma once

#include "core/ledger/database.h"
#include "core/ledger/reservation.h"
#include "core/support/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace till::ledger {

/// Payments that are kept of each shadow where it differs: the newest.
inline constexpr std::int64_t kMaxShadowExamples = 20;

/// What a shadow said of one payment, beside the verdict that held.
struct ShadowVerdict {
    std::string policy; ///< whose shadow: an agent's id, or "global"
    PaymentId payment;
    Instant at;
    std::string live;     ///< allow | ask | deny
    std::string would;    ///< likewise
    std::string sentence; ///< why it would; empty when both are the same
};

struct ShadowCount {
    std::string live;
    std::string would;
    std::int64_t payments = 0;
    bool operator==(const ShadowCount&) const = default;
};

/// All that is kept of one shadow.
struct ShadowTally {
    std::vector<ShadowCount> counts;     ///< those that are not zero
    std::vector<ShadowVerdict> examples; ///< where they differ, newest first
};

/// Keeps `shadow_counts` and `shadow_examples`. To be called inside the batch's transaction.
class ShadowLog {
public:
    [[nodiscard]] Result<void, DatabaseError> note(Database& database, const ShadowVerdict& verdict);
    [[nodiscard]] Result<void, DatabaseError> forget(Database& database, const std::string& policy);
    [[nodiscard]] static Result<ShadowTally, DatabaseError> tallyOf(Database& database,
                                                                    const std::string& policy);

private:
    [[nodiscard]] Result<void, DatabaseError> prepare(Database& database);
    std::optional<Statement> m_count;
    std::optional<Statement> m_example;
    std::optional<Statement> m_trim;
};

} // namespace till::ledger
