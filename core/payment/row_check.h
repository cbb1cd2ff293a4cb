#pragma once

#include "core/ledger/ledger_reader.h"
#include "core/money/amount.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>

namespace till::payment {

/// Whether one row of `payments` is what its events add up to (invariant I11). Budgets are counted from these
/// rows after a restart, so one that was changed behind the history would show more left than there is.
class RowCheck {
public:
    explicit RowCheck(ledger::StoredPayment row) : m_row(std::move(row)) {}

    /// Its events, oldest first.
    void take(const ledger::PaymentEvent& event);
    /// What is wrong with it, as a sentence; empty when it is whole.
    [[nodiscard]] std::string fault() const;

private:
    void takeFirst(const ledger::PaymentEvent& event);
    void takeTerms(const ledger::PaymentEvent& event);

    ledger::StoredPayment m_row;
    std::string m_fault;
    std::int64_t m_events = 0;
    Instant m_last;
    ledger::Status m_status = ledger::Status::Denied;
    ledger::Proof m_proof = ledger::Proof::None;
};

/// Whether the sums by the hour are what the payments add up to. Takes payments in the order of their
/// numbers, and has one hour in memory.
class SumCheck {
public:
    explicit SumCheck(ledger::LedgerReader& reader) : m_reader(reader) {}

    [[nodiscard]] Result<void, ledger::DatabaseError> take(const ledger::StoredPayment& row);
    /// After the last payment.
    [[nodiscard]] Result<void, ledger::DatabaseError> finish();
    /// Start of the first hour that does not agree.
    [[nodiscard]] const std::optional<Instant>& firstBad() const { return m_firstBad; }

private:
    struct Sum {
        std::int64_t payments = 0;
        money::Amount amount;
        bool operator==(const Sum&) const = default;
    };
    using Key = std::tuple<std::int64_t, std::string, std::string, std::string, std::string>;
    /// Compares all stored sums from the hour at hand up to `untilHour`.
    [[nodiscard]] Result<void, ledger::DatabaseError> close(Instant until);
    void bad(std::int64_t hour);

    ledger::LedgerReader& m_reader;
    std::int64_t m_hour = 0;
    std::map<Key, Sum> m_sums;
    std::optional<Instant> m_firstBad;
};

} // namespace till::payment
