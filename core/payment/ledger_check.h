#pragma once

#include "core/ledger/ledger_reader.h"
#include "core/money/registry.h"
#include "core/payment/decision_check.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace till::payment {

/// What `till payments verify` finds: the chain of rows, every decision, every payment's row, and the sums.
struct LedgerReport {
    ledger::ChainReport chain;
    DecisionReport decisions;                    ///< up to the first bad row of the chain
    std::int64_t payments = 0;                   ///< rows that were compared with their events
    std::int64_t badRows = 0;                    ///< of those, not what their events add up to
    std::string firstBadRow;                     ///< "pay_7: …", or empty
    std::optional<Instant> firstBadHour;         ///< whose sums are not those of its payments
    std::optional<ledger::DatabaseError> failed; ///< the file could not be read to its end
    [[nodiscard]] bool isWhole() const
    {
        return chain.isWhole() && decisions.faulty == 0 && badRows == 0 && !firstBadHour && !failed;
    }
};

/// Walks the whole ledger, row by row: it holds settings, one hour of sums and one payment in memory. Takes
/// long; belongs on a thread and a connection of its own. `macKey` is empty while the wallet is locked.
[[nodiscard]] LedgerReport checkLedger(ledger::LedgerReader& reader, std::span<const std::uint8_t> macKey,
                                       const money::Registry& registry);

/// The first thing that is wrong, in one or two sentences. Empty when nothing is.
[[nodiscard]] std::string describeFault(const LedgerReport& report);

} // namespace till::payment
