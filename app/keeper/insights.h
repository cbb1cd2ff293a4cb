#pragma once

#include "core/ledger/ledger_reader.h"
#include "core/policy/time_zone.h"
#include "core/wire/insight_messages.h"

#include <optional>

namespace till::keeper {

inline constexpr std::size_t kMostInsightHosts = 6;
inline constexpr std::int64_t kPriceSlices = 12;
/// Newest payments whose ends are looked at, so that a page of the ledger does not wait long for it.
inline constexpr std::int64_t kMostOutcomes = 50'000;
inline constexpr std::int64_t kMostInsightDays = 400;

/// A question about where money goes, checked.
struct InsightsRequest {
    wire::InsightsGet get;
    policy::TimeZone zone;
    Instant now;
};

/// Absent when the range or the zone is not valid.
[[nodiscard]] std::optional<InsightsRequest> insightsRequestOf(const wire::InsightsGet& get, Instant now);
[[nodiscard]] Result<wire::Insights, ledger::DatabaseError> insightsOf(ledger::LedgerReader& reader,
                                                                       const InsightsRequest& request);

} // namespace till::keeper
