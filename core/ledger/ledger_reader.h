#pragma once

#include "core/ledger/database.h"
#include "core/ledger/event_chain.h"
#include "core/ledger/payment_query.h"
#include "core/ledger/spend_rollup.h"
#include "core/ledger/stored_payment.h"
#include "core/money/amount.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace till::ledger {

/// One event of a payment's history.
struct PaymentEvent {
    std::int64_t seq = 0;
    Instant at;
    std::string kind;
    std::string body; ///< JSON
    Hash256 hash{};
};

/// What a sum over payments needs of one.
struct PaymentSum {
    std::string network;
    std::string asset;
    std::string amount; ///< atomic digits, or empty
    Status status = Status::Denied;
    std::string verdict;                    ///< allow, ask or deny
    std::optional<std::int64_t> httpStatus; ///< of the merchant's last answer; 0: none came
};

/// Long questions on a read-only connection of its own, so that they never delay a decision. One thread at a
/// time.
class LedgerReader {
public:
    [[nodiscard]] static Result<LedgerReader, DatabaseError> open(const std::string& path);

    /// Newest first.
    [[nodiscard]] Result<std::vector<StoredPayment>, DatabaseError> page(const PaymentFilter& filter);
    [[nodiscard]] Result<std::optional<StoredPayment>, DatabaseError> payment(PaymentId id);
    /// Oldest first.
    [[nodiscard]] Result<std::vector<PaymentEvent>, DatabaseError> eventsOf(PaymentId id);
    /// Hours that start in [from, until), in order of time.
    [[nodiscard]] Result<void, DatabaseError> visitSpend(Instant from, Instant until,
                                                         const std::function<void(const SpendHour&)>& visit);
    [[nodiscard]] Result<std::int64_t, DatabaseError> countWithStatus(Status status);
    /// Money and state of the payments that fit a filter, newest first, at most `filter.limit`.
    [[nodiscard]] Result<void, DatabaseError> visitSums(const PaymentFilter& filter,
                                                        const std::function<void(const PaymentSum&)>& visit);
    /// The same of all payments first seen in [from, until), with what the merchant last answered.
    [[nodiscard]] Result<void, DatabaseError>
    visitOutcomes(Instant from, Instant until, std::int64_t limit,
                  const std::function<void(const PaymentSum&)>& visit);
    /// The hash of one row of the history; absent when there is none of this number.
    [[nodiscard]] Result<std::optional<Hash256>, DatabaseError> hashOf(std::int64_t seq);
    /// Checks the chain from the first row to the last as they stand now.
    [[nodiscard]] ChainReport verify(std::span<const std::uint8_t> macKey);
    /// The same, and shows every row up to the first bad one.
    [[nodiscard]] ChainReport verify(std::span<const std::uint8_t> macKey, const EventVisitor& visit);
    /// Every payment as its row has it, in the order of their numbers, each followed by its own events,
    /// oldest first: one at a time, all of one moment.
    [[nodiscard]] Result<void, DatabaseError>
    visitPayments(const std::function<void(const StoredPayment&)>& payment,
                  const std::function<void(const PaymentEvent&)>& event);
    /// What `read` reads is all of one moment, whatever is written meanwhile.
    [[nodiscard]] Result<void, DatabaseError>
    atOneMoment(const std::function<Result<void, DatabaseError>()>& read);
    /// See Database.
    [[nodiscard]] Result<void, DatabaseError> copyTo(const std::string& path)
    {
        return m_database.copyTo(path);
    }
    [[nodiscard]] Result<bool, DatabaseError> isSound() { return m_database.isSound(); }

private:
    /// The first payment that was not seen before `from`; one past the last when there is none.
    [[nodiscard]] Result<std::int64_t, DatabaseError> firstSince(Instant from);
    explicit LedgerReader(Database database) : m_database(std::move(database)) {}
    Database m_database;
};

} // namespace till::ledger
