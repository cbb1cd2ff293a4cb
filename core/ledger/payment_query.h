#pragma once

#include "core/ledger/stored_payment.h"

#include <optional>
#include <string>
#include <vector>

namespace till::ledger {

/// One state that payments may be in, told apart by its proof where one is given.
struct StateTest {
    Status status = Status::Denied;
    std::optional<Proof> proof;
};
/// "settled", "claimed" or "proven" (settled by whose word), or several with commas between. Absent when one
/// of them is no state.
[[nodiscard]] std::optional<std::vector<StateTest>> statesFromText(std::string_view text);

/// Which payments a list shows. All given conditions hold together.
struct PaymentFilter {
    std::optional<std::string> agent;     ///< agent id
    std::optional<std::string> status;    ///< a status text
    std::vector<StateTest> states;        ///< any of these; empty: all
    std::optional<std::string> network;   ///< CAIP-2
    std::optional<std::string> interface; ///< as recorded
    std::optional<std::string> host;      ///< exact
    std::optional<std::string> text;      ///< part of host, path or payTo
    std::optional<Instant> since;
    std::optional<std::int64_t> before; ///< only numbers below this one: the key of the next page
    std::int64_t limit = 25;
};

/// The SELECT for a filter, with `?` where values go; bind with `bindFilter`.
[[nodiscard]] std::string selectFor(const PaymentFilter& filter, std::string_view columns = kPaymentColumns);
/// `filter` must live until the statement was read.
void bindFilter(Statement& query, const PaymentFilter& filter, const std::string& likePattern);
/// `text` as a LIKE pattern that finds it anywhere, with its own wildcards escaped by a backslash.
[[nodiscard]] std::string likePatternFor(const PaymentFilter& filter);

} // namespace till::ledger
