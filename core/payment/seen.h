#pragma once

#include "core/payment/ask.h"
#include "core/payment/decision_record.h"
#include "core/payment/judgement.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::payment {

/// Why one option of a challenge was not the one to pay.
struct PassedOver {
    std::size_t option = 0; ///< its place in `accepts`
    std::string code;       ///< of wire/problem_codes.h, or "not_preferred"
    std::string text;       ///< what it offers, and why not; may be empty in old rows
};

/// All that is known when a payment is first decided: what the first event of its row keeps, and what
/// approvals, retries and screens are built from again after a restart.
struct Seen {
    Ask ask;                            ///< its challenge holds the chosen option only, or none
    std::vector<PassedOver> passedOver; ///< in the order of the challenge
    Judgement judgement;
    /// What the rules were told; absent when a hard check refused before them. Only written: who computes a
    /// decision again reads it by itself (decision_check.h).
    std::optional<DecisionRecord> record = std::nullopt;
};

[[nodiscard]] std::string toEventBody(const Seen& seen);
/// The reverse. Absent when the text is not in that form.
[[nodiscard]] std::optional<Seen> seenFromEventBody(std::string_view body);

} // namespace till::payment
