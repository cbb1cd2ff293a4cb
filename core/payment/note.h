#pragma once

#include "core/ledger/ledger.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::payment {

/// The event that holds the owner's own words about a payment. They decide nothing; the newest ones hold.
inline constexpr std::string_view kNoted = "noted";
inline constexpr std::size_t kMaxNoteBytes = 500;

/// Writes them into the batch. The ledger must be able to seal. Gives the payment's row, or nothing when
/// there is no such payment.
[[nodiscard]] Result<std::optional<ledger::StoredPayment>, ledger::DatabaseError>
noteOn(ledger::Ledger& ledger, ledger::PaymentId id, Instant now, std::string_view note,
       const std::vector<std::string>& tags);

} // namespace till::payment
