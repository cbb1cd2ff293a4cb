#pragma once

#include "core/ledger/ledger_reader.h"
#include "core/support/hex.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace till::ledger {

/// How far the ledger had come: the number of its newest row, and that row's hash. Kept outside the ledger,
/// so that one which was rolled back, restored from a copy, or exchanged is noticed (invariants I12 and I14).
struct Anchor {
    std::int64_t events = 0;
    Hash256 head{};
    bool operator==(const Anchor&) const = default;
};

/// One line: "tillkeeper-anchor 1 EVENTS HEAD".
[[nodiscard]] std::string toText(const Anchor& anchor);
/// The reverse. Absent when the text is in any way different.
[[nodiscard]] std::optional<Anchor> anchorFromText(std::string_view text);

enum class AnchorVerdict {
    Holds,      ///< the ledger has this very row
    RolledBack, ///< the ledger ends before it
    Different   ///< the ledger has another row in its place
};
[[nodiscard]] Result<AnchorVerdict, DatabaseError> judgeAnchor(LedgerReader& ledger, const Anchor& anchor);

} // namespace till::ledger
