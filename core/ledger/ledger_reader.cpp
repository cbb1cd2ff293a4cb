#include "core/ledger/ledger_reader.h"

#include <algorithm>

namespace till::ledger {

namespace {

constexpr std::int64_t kMsPerHour = 3'600'000;
constexpr std::string_view kSumColumns = "network, asset, amount, status, verdict";

PaymentSum readSum(const Statement& query)
{
    return {query.text(0), query.text(1),
            query.text(2), statusFromText(query.textView(3)).value_or(Status::Unknown),
            query.text(4), {}};
}

} // namespace

Result<LedgerReader, DatabaseError> LedgerReader::open(const std::string& path)
{
    auto database = Database::open(path, Access::ReadOnly);
    if (!database) {
        return fail(database.error());
    }
    return LedgerReader(std::move(*database));
}

Result<std::vector<StoredPayment>, DatabaseError> LedgerReader::page(const PaymentFilter& filter)
{
    auto query = m_database.prepare(selectFor(filter));
    if (!query) {
        return fail(query.error());
    }
    const std::string pattern = likePatternFor(filter);
    bindFilter(*query, filter, pattern);
    std::vector<StoredPayment> rows;
    for (;;) {
        const auto row = query->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return rows;
        }
        rows.push_back(readStoredPayment(*query));
    }
}

Result<std::optional<StoredPayment>, DatabaseError> LedgerReader::payment(PaymentId id)
{
    auto query =
        m_database.prepare("SELECT " + std::string(kPaymentColumns) + " FROM payments WHERE number = ?");
    if (!query) {
        return fail(query.error());
    }
    query->bind(id.number);
    const auto row = query->step();
    if (!row) {
        return fail(row.error());
    }
    return *row ? std::optional<StoredPayment>(readStoredPayment(*query)) : std::nullopt;
}

Result<std::vector<PaymentEvent>, DatabaseError> LedgerReader::eventsOf(PaymentId id)
{
    auto query = m_database.prepare(
        "SELECT seq, at_ms, kind, body, hash FROM events WHERE payment = ? ORDER BY seq LIMIT 200");
    if (!query) {
        return fail(query.error());
    }
    query->bind(id.number);
    std::vector<PaymentEvent> events;
    for (;;) {
        const auto row = query->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return events;
        }
        PaymentEvent event{query->integer(0), Instant{query->integer(1)}, query->text(2), query->text(3), {}};
        const auto hash = query->blob(4);
        if (hash.size() == event.hash.size()) {
            std::ranges::copy(hash, event.hash.begin());
        }
        events.push_back(std::move(event));
    }
}

Result<void, DatabaseError> LedgerReader::visitSpend(Instant from, Instant until,
                                                     const std::function<void(const SpendHour&)>& visit)
{
    const std::int64_t lastHour = until.unixMs / kMsPerHour + (until.unixMs % kMsPerHour > 0 ? 1 : 0);
    return visitSpendHours(m_database, from.unixMs / kMsPerHour, lastHour, visit);
}

Result<std::int64_t, DatabaseError> LedgerReader::countWithStatus(Status status)
{
    auto query = m_database.prepare("SELECT count(*) FROM payments WHERE status = ?");
    if (!query) {
        return fail(query.error());
    }
    query->bind(toText(status));
    const auto row = query->step();
    if (!row) {
        return fail(row.error());
    }
    return *row ? query->integer(0) : 0;
}

Result<void, DatabaseError> LedgerReader::visitSums(const PaymentFilter& filter,
                                                    const std::function<void(const PaymentSum&)>& visit)
{
    auto query = m_database.prepare(selectFor(filter, kSumColumns));
    if (!query) {
        return fail(query.error());
    }
    const std::string pattern = likePatternFor(filter);
    bindFilter(*query, filter, pattern);
    for (;;) {
        const auto row = query->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return {};
        }
        visit(readSum(*query));
    }
}

Result<std::int64_t, DatabaseError> LedgerReader::firstSince(Instant from)
{
    auto last = m_database.prepare("SELECT coalesce(max(number), 0) FROM payments");
    auto seen = m_database.prepare("SELECT created_ms FROM payments WHERE number = ?");
    if (!last || !seen) {
        return fail(last ? seen.error() : last.error());
    }
    if (const auto row = last->step(); !row) {
        return fail(row.error());
    }
    // Numbers have no gaps, and time in the ledger never runs backward.
    std::int64_t low = 1;
    std::int64_t high = last->integer(0) + 1;
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        seen->bind(middle);
        const auto row = seen->step();
        if (!row) {
            return fail(row.error());
        }
        const bool isBefore = *row && seen->integer(0) < from.unixMs;
        seen->reset();
        (isBefore ? low : high) = isBefore ? middle + 1 : middle;
    }
    return low;
}

Result<void, DatabaseError> LedgerReader::visitOutcomes(Instant from, Instant until, std::int64_t limit,
                                                        const std::function<void(const PaymentSum&)>& visit)
{
    const auto first = firstSince(from);
    if (!first) {
        return fail(first.error());
    }
    auto query = m_database.prepare(
        "SELECT " + std::string(kSumColumns) +
        ", (SELECT json_extract(body, '$.httpStatus') FROM events WHERE events.payment = payments.number AND "
        "kind = 'reported' ORDER BY seq DESC LIMIT 1) FROM payments WHERE number >= ? AND created_ms < ? "
        "ORDER BY number DESC LIMIT ?");
    if (!query) {
        return fail(query.error());
    }
    query->bind(*first).bind(until.unixMs).bind(limit);
    for (;;) {
        const auto row = query->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return {};
        }
        PaymentSum sum = readSum(*query);
        if (!query->isNull(5)) {
            sum.httpStatus = query->integer(5);
        }
        visit(sum);
    }
}

Result<std::optional<Hash256>, DatabaseError> LedgerReader::hashOf(std::int64_t seq)
{
    auto query = m_database.prepare("SELECT hash FROM events WHERE seq = ?");
    if (!query) {
        return fail(query.error());
    }
    query->bind(seq);
    const auto row = query->step();
    if (!row) {
        return fail(row.error());
    }
    if (!*row) {
        return std::optional<Hash256>();
    }
    Hash256 hash{};
    const auto stored = query->blob(0);
    if (stored.size() != hash.size()) {
        return fail(DatabaseError::Corrupt);
    }
    std::ranges::copy(stored, hash.begin());
    return std::optional(hash);
}

ChainReport LedgerReader::verify(std::span<const std::uint8_t> macKey)
{
    return verifyChain(m_database, macKey);
}

ChainReport LedgerReader::verify(std::span<const std::uint8_t> macKey, const EventVisitor& visit)
{
    return verifyChain(m_database, macKey, visit);
}

Result<void, DatabaseError>
LedgerReader::visitPayments(const std::function<void(const StoredPayment&)>& payment,
                            const std::function<void(const PaymentEvent&)>& event)
{
    auto payments =
        m_database.prepare("SELECT " + std::string(kPaymentColumns) + " FROM payments ORDER BY number");
    auto events =
        m_database.prepare("SELECT seq, at_ms, kind, body FROM events WHERE payment = ? ORDER BY seq");
    if (!payments || !events) {
        return fail(!payments ? payments.error() : events.error());
    }
    for (;;) {
        const auto row = payments->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return {};
        }
        const StoredPayment stored = readStoredPayment(*payments);
        payment(stored);
        events->bind(stored.id.number);
        for (;;) {
            const auto found = events->step();
            if (!found) {
                return fail(found.error());
            }
            if (!*found) {
                break;
            }
            event({events->integer(0), Instant{events->integer(1)}, events->text(2), events->text(3), {}});
        }
    }
}

Result<void, DatabaseError>
LedgerReader::atOneMoment(const std::function<Result<void, DatabaseError>()>& read)
{
    if (auto begun = m_database.execute("BEGIN"); !begun) {
        return begun;
    }
    auto done = read();
    const auto ended = m_database.execute("COMMIT");
    return done ? ended : done;
}

} // namespace till::ledger
