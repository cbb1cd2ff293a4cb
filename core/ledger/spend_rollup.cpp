#include "core/ledger/spend_rollup.h"

namespace till::ledger {

namespace {

constexpr std::int64_t kMsPerHour = 3'600'000;
/// Sums kept in memory between batches; more are forgotten and read again when needed.
constexpr std::size_t kMaxCachedSums = 4096;

} // namespace

Result<void, DatabaseError> visitSpendHours(Database& database, std::int64_t fromHour, std::int64_t untilHour,
                                            const std::function<void(const SpendHour&)>& visit)
{
    auto query =
        database.prepare("SELECT hour, agent, host, network, asset, payments, amount FROM spend_hours "
                         "WHERE hour >= ? AND hour < ? ORDER BY hour, agent, host, network, asset");
    if (!query) {
        return fail(query.error());
    }
    query->bind(fromHour).bind(untilHour);
    for (;;) {
        const auto row = query->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return {};
        }
        const auto amount = money::Amount::fromAtomic(query->textView(6));
        if (!amount) {
            return fail(DatabaseError::Corrupt);
        }
        visit({Instant{query->integer(0) * kMsPerHour}, query->text(1), query->text(2), query->text(3),
               query->text(4), query->integer(5), *amount});
    }
}

Result<SpendRollup::Sum*, DatabaseError> SpendRollup::sumOf(Database& database, const StoredPayment& payment)
{
    Key key{payment.createdAt.unixMs / kMsPerHour, payment.agent, payment.host, payment.network,
            payment.asset};
    const auto found = m_sums.find(key);
    if (found != m_sums.end()) {
        return &found->second;
    }
    if (!m_read) {
        auto query =
            database.prepare("SELECT payments, amount FROM spend_hours WHERE hour = ? AND agent = ? AND "
                             "host = ? AND network = ? AND asset = ?");
        if (!query) {
            return fail(query.error());
        }
        m_read = std::move(*query);
    }
    m_read->bind(std::get<0>(key))
        .bind(payment.agent)
        .bind(payment.host)
        .bind(payment.network)
        .bind(payment.asset);
    const auto row = m_read->step();
    if (!row) {
        return fail(row.error());
    }
    Sum sum;
    if (*row) {
        const auto amount = money::Amount::fromAtomic(m_read->textView(1));
        if (!amount) {
            return fail(DatabaseError::Corrupt);
        }
        sum.payments = m_read->integer(0);
        sum.amount = *amount;
    }
    m_read->reset();
    return &m_sums.emplace(std::move(key), sum).first->second;
}

Result<void, DatabaseError> SpendRollup::add(Database& database, const StoredPayment& payment)
{
    const auto sum = sumOf(database, payment);
    if (!sum) {
        return fail(sum.error());
    }
    const auto amount = money::Amount::fromAtomic(payment.amount);
    if (!amount) {
        return fail(DatabaseError::Constraint);
    }
    // A sum beyond 2^256 is a chart's problem only; it stays at what it was.
    if (const auto total = (*sum)->amount.plus(*amount)) {
        (*sum)->amount = *total;
    }
    ++(*sum)->payments;
    (*sum)->isDirty = true;
    return {};
}

Result<void, DatabaseError> SpendRollup::remove(Database& database, const StoredPayment& payment)
{
    const auto sum = sumOf(database, payment);
    if (!sum) {
        return fail(sum.error());
    }
    const auto amount = money::Amount::fromAtomic(payment.amount);
    if (!amount) {
        return fail(DatabaseError::Constraint);
    }
    if (const auto total = (*sum)->amount.minus(*amount)) {
        (*sum)->amount = *total;
        --(*sum)->payments;
        (*sum)->isDirty = true;
    }
    return {};
}

Result<void, DatabaseError> SpendRollup::flush(Database& database)
{
    if (!m_write) {
        auto query =
            database.prepare("INSERT INTO spend_hours (hour, agent, host, network, asset, payments, amount) "
                             "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                             "payments = excluded.payments, amount = excluded.amount");
        if (!query) {
            return fail(query.error());
        }
        m_write = std::move(*query);
    }
    for (auto& [key, sum] : m_sums) {
        if (!sum.isDirty) {
            continue;
        }
        const auto& [hour, agent, host, network, asset] = key;
        const std::string amount = sum.amount.toAtomic();
        m_write->bind(hour).bind(agent).bind(host).bind(network).bind(asset).bind(sum.payments).bind(amount);
        if (auto done = m_write->run(); !done) {
            return fail(done.error());
        }
        sum.isDirty = false;
    }
    if (m_sums.size() > kMaxCachedSums) {
        m_sums.clear();
    }
    return {};
}

void SpendRollup::forget()
{
    m_sums.clear();
}

} // namespace till::ledger
