#pragma once

#include "core/ledger/database.h"
#include "core/ledger/stored_payment.h"
#include "core/money/amount.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>

namespace till::ledger {

/// One row of `spend_hours`.
struct SpendHour {
    Instant start;
    std::string agent;
    std::string host;
    std::string network;
    std::string asset;
    std::int64_t payments = 0;
    money::Amount amount;
};

/// Reads hours that start in [fromHour, untilHour) (Unix hours), in order of time.
[[nodiscard]] Result<void, DatabaseError> visitSpendHours(Database& database, std::int64_t fromHour,
                                                          std::int64_t untilHour,
                                                          const std::function<void(const SpendHour&)>& visit);

/// Keeps `spend_hours`: authorized money by hour, agent, host and token. Changes are gathered in memory and
/// written once for each touched row when a batch is committed.
class SpendRollup {
public:
    /// Counts a payment that was just authorized.
    [[nodiscard]] Result<void, DatabaseError> add(Database& database, const StoredPayment& payment);
    /// Takes one back that was proven unused.
    [[nodiscard]] Result<void, DatabaseError> remove(Database& database, const StoredPayment& payment);
    /// Writes what changed; to be called inside the batch's transaction.
    [[nodiscard]] Result<void, DatabaseError> flush(Database& database);
    /// Forgets all that is in memory, after a batch failed.
    void forget();

private:
    using Key = std::tuple<std::int64_t, std::string, std::string, std::string, std::string>;
    struct Sum {
        std::int64_t payments = 0;
        money::Amount amount;
        bool isDirty = false;
    };
    [[nodiscard]] Result<Sum*, DatabaseError> sumOf(Database& database, const StoredPayment& payment);
    std::map<Key, Sum> m_sums;
    std::optional<Statement> m_read;
    std::optional<Statement> m_write;
};

} // namespace till::ledger
