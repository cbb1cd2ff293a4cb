#pragma once

#include "app/keeper/present.h"
#include "core/ledger/ledger_reader.h"
#include "core/payment/till.h"
#include "core/policy/time_zone.h"

#include <optional>
#include <vector>

namespace till::keeper {

inline constexpr std::size_t kMaxBuckets = 400;
inline constexpr std::size_t kMaxSeries = 9; ///< the ninth is "other"

/// A question about spending, checked, with what only the loop's thread knows.
struct OverviewRequest {
    wire::OverviewGet get;
    policy::TimeZone zone;
    std::vector<Instant> bucketStarts; ///< and one more: the end of the last
    Instant today;                     ///< start of the day that it is now
    Instant now;
    std::int64_t waiting = 0;
    std::optional<money::Amount> leftTodayMicro;
    std::vector<wire::BudgetEffect> budgets;
};

/// Millionths of a dollar, when the token is pegged and of the asked kind of money.
[[nodiscard]] std::optional<money::Amount> microOf(const std::string& network, const std::string& asset,
                                                   const money::Amount& amount, bool isPractice);
/// Absent when the range, the bucket or the zone is not valid.
[[nodiscard]] std::optional<OverviewRequest> overviewRequestOf(const wire::OverviewGet& get,
                                                               payment::Till& till, Instant now);
[[nodiscard]] Result<wire::Overview, ledger::DatabaseError>
overviewOf(ledger::LedgerReader& reader, const OverviewRequest& request, const AgentFaces& faces);

} // namespace till::keeper
