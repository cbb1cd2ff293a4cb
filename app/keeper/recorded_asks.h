#pragma once

#include "core/ledger/ledger_reader.h"
#include "core/policy/simulate.h"

#include <vector>

namespace till::keeper {

/// What the ledger has of asks that came to the rules, as simulate.h takes them.
struct RecordedAsks {
    std::vector<policy::RecordedAsk> asks; ///< oldest first
    bool isCut = false;                    ///< there are older ones in the time that was asked for
};

/// Everybody's asks since then, at most policy::kMaxSimulatedAsks of them, the newest. Those that a hard
/// check refused are left out: no policy decided them. `Claims::Read` also takes what only their events hold
/// (the dialect, and what the agent claimed), which is slower.
enum class Claims { Leave, Read };
[[nodiscard]] Result<RecordedAsks, ledger::DatabaseError> recordedAsks(ledger::LedgerReader& reader,
                                                                       Instant since, Claims claims);

/// Whether some rule of this policy asks for what only the events hold.
[[nodiscard]] Claims claimsNeededBy(const policy::Policy& policy);

} // namespace till::keeper
