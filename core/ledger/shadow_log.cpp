#include "core/ledger/shadow_log.h"

#include <utility>

namespace till::ledger {

Result<void, DatabaseError> ShadowLog::prepare(Database& database)
{
    const std::pair<std::optional<Statement>*, std::string_view> statements[]{
        {&m_count, "INSERT INTO shadow_counts (policy, live, would, payments) VALUES (?, ?, ?, 1) "
                   "ON CONFLICT DO UPDATE SET payments = payments + 1"},
        {&m_example, "INSERT OR REPLACE INTO shadow_examples (policy, payment, at_ms, live, would, sentence) "
                     "VALUES (?, ?, ?, ?, ?, ?)"},
        {&m_trim, "DELETE FROM shadow_examples WHERE policy = ? AND payment <= (SELECT payment FROM "
                  "shadow_examples WHERE policy = ? ORDER BY payment DESC LIMIT 1 OFFSET ?)"}};
    for (const auto& [statement, sql] : statements) {
        if (*statement) {
            continue;
        }
        auto prepared = database.prepare(sql);
        if (!prepared) {
            return fail(prepared.error());
        }
        *statement = std::move(*prepared);
    }
    return {};
}

Result<void, DatabaseError> ShadowLog::note(Database& database, const ShadowVerdict& verdict)
{
    if (auto done = prepare(database); !done) {
        return done;
    }
    m_count->bind(verdict.policy).bind(verdict.live).bind(verdict.would);
    if (auto done = m_count->run(); !done || verdict.live == verdict.would) {
        return done;
    }
    m_example->bind(verdict.policy)
        .bind(verdict.payment.number)
        .bind(verdict.at.unixMs)
        .bind(verdict.live)
        .bind(verdict.would)
        .bind(verdict.sentence);
    if (auto done = m_example->run(); !done) {
        return done;
    }
    m_trim->bind(verdict.policy).bind(verdict.policy).bind(kMaxShadowExamples);
    return m_trim->run();
}

Result<void, DatabaseError> ShadowLog::forget(Database& database, const std::string& policy)
{
    for (const std::string_view sql :
         {"DELETE FROM shadow_counts WHERE policy = ?", "DELETE FROM shadow_examples WHERE policy = ?"}) {
        auto statement = database.prepare(sql);
        if (!statement) {
            return fail(statement.error());
        }
        statement->bind(policy);
        if (auto done = statement->run(); !done) {
            return done;
        }
    }
    return {};
}

Result<ShadowTally, DatabaseError> ShadowLog::tallyOf(Database& database, const std::string& policy)
{
    ShadowTally tally;
    auto counts = database.prepare(
        "SELECT live, would, payments FROM shadow_counts WHERE policy = ? ORDER BY live, would");
    auto examples = database.prepare("SELECT payment, at_ms, live, would, sentence FROM shadow_examples "
                                     "WHERE policy = ? ORDER BY payment DESC");
    if (!counts || !examples) {
        return fail(!counts ? counts.error() : examples.error());
    }
    counts->bind(policy);
    examples->bind(policy);
    for (;;) {
        const auto row = counts->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            break;
        }
        tally.counts.push_back({counts->text(0), counts->text(1), counts->integer(2)});
    }
    for (;;) {
        const auto row = examples->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return tally;
        }
        tally.examples.push_back({policy,
                                  {examples->integer(0)},
                                  Instant{examples->integer(1)},
                                  examples->text(2),
                                  examples->text(3),
                                  examples->text(4)});
    }
}

} // namespace till::ledger
