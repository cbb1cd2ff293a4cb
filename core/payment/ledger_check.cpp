#include "core/payment/ledger_check.h"

#include "core/payment/row_check.h"

namespace till::payment {

namespace {

using ledger::DatabaseError;

/// Every payment's row against its events, and the sums against the rows.
class Derived {
public:
    Derived(ledger::LedgerReader& reader, LedgerReport& report)
        : m_reader(reader), m_report(report), m_sums(reader)
    {
    }

    Result<void, DatabaseError> run()
    {
        auto read = m_reader.visitPayments([this](const ledger::StoredPayment& row) { next(row); },
                                           [this](const ledger::PaymentEvent& event) { m_row->take(event); });
        endRow();
        if (auto done = m_failed ? fail(*m_failed) : read; !done) {
            return done;
        }
        auto done = m_sums.finish();
        m_report.firstBadHour = m_sums.firstBad();
        return done;
    }

private:
    void next(const ledger::StoredPayment& row)
    {
        endRow();
        m_id = row.id;
        m_row.emplace(row);
        if (auto done = m_sums.take(row); !done && !m_failed) {
            m_failed = done.error();
        }
    }

    void endRow()
    {
        if (!m_row) {
            return;
        }
        ++m_report.payments;
        if (const std::string fault = m_row->fault(); !fault.empty() && ++m_report.badRows == 1) {
            m_report.firstBadRow = m_id.toText() + ": " + fault;
        }
        m_row.reset();
    }

    ledger::LedgerReader& m_reader;
    LedgerReport& m_report;
    SumCheck m_sums;
    ledger::PaymentId m_id;
    std::optional<RowCheck> m_row;
    std::optional<DatabaseError> m_failed;
};

} // namespace

LedgerReport checkLedger(ledger::LedgerReader& reader, std::span<const std::uint8_t> macKey,
                         const money::Registry& registry)
{
    LedgerReport report;
    DecisionCheck decisions(registry);
    report.chain = reader.verify(
        macKey, [&decisions](std::int64_t seq, const ledger::Event& event) { decisions.take(seq, event); });
    report.decisions = decisions.report();
    const auto done = reader.atOneMoment([&] { return Derived(reader, report).run(); });
    if (!done) {
        report.failed = done.error();
    }
    return report;
}

std::string describeFault(const LedgerReport& report)
{
    if (!report.chain.isWhole()) {
        return std::string(ledger::describe(report.chain.fault));
    }
    if (report.failed) {
        return std::string(ledger::describe(*report.failed));
    }
    if (const auto& fault = report.decisions.first) {
        const std::string whose = fault->payment.number > 0 ? fault->payment.toText() + ": " : "";
        return whose + fault->what;
    }
    if (!report.firstBadRow.empty()) {
        return report.firstBadRow;
    }
    return report.firstBadHour ? "The sums of an hour are not those of its payments." : "";
}

} // namespace till::payment
