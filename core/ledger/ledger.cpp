#include "core/ledger/ledger.h"

#include "core/crypto/hash.h"
#include "core/ledger/terms_json.h"

#include "core/support/json.h"

#include <algorithm>

namespace till::ledger {

namespace {

Result<void, DatabaseError> visitRows(Statement& query,
                                      const std::function<void(const StoredPayment&)>& visit)
{
    for (;;) {
        const auto row = query.step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return {};
        }
        visit(readStoredPayment(query));
    }
}

Result<std::optional<StoredPayment>, DatabaseError> oneRow(Statement& query)
{
    const auto row = query.step();
    if (!row) {
        return fail(row.error());
    }
    std::optional<StoredPayment> found;
    if (*row) {
        found = readStoredPayment(query);
        query.reset();
    }
    return found;
}

constexpr std::string_view kAuthorized = "authorized";

/// `body` is a JSON object; the message to be signed becomes its first member.
std::string withSigning(std::string_view body, const Terms& terms)
{
    const std::string_view rest = body.substr(1);
    return "{\"signing\":" + toJsonText(terms) + (rest == "}" ? "" : ",") + std::string(rest);
}

std::string selectPayments(std::string_view rest)
{
    return "SELECT " + std::string(kPaymentColumns) + " FROM payments " + std::string(rest);
}

} // namespace

Result<Ledger, DatabaseError> Ledger::open(const std::string& path)
{
    auto database = Database::open(path, Access::ReadWrite);
    if (!database) {
        return fail(database.error());
    }
    Ledger ledger(std::move(*database));
    if (auto done = ledger.prepareAll(); !done) {
        return fail(done.error());
    }
    if (auto done = ledger.readHead(); !done) {
        return fail(done.error());
    }
    return ledger;
}

Result<void, DatabaseError> Ledger::prepareAll()
{
    const std::string columns(kPaymentColumns);
    const std::vector<std::pair<Statement*, std::string>> statements{
        {&m_insertEvent, "INSERT INTO events (seq, at_ms, kind, payment, agent, body, hash, mac) "
                         "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"},
        {&m_insertPayment,
         "INSERT INTO payments (" + columns +
             ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
        {&m_updatePayment,
         "UPDATE payments SET updated_ms = ?, status = ?, proof = ?, verdict = ?, code = ?, "
         "reasons = ?, nonce = ?, digest = ?, valid_before_seconds = ?, tx = ? WHERE number = ?"},
        {&m_selectPayment, selectPayments("WHERE number = ?")},
        {&m_selectPurchase, selectPayments("WHERE purchase = ? ORDER BY number DESC LIMIT 1")},
        {&m_selectNewest,
         "SELECT at_ms, agent, body FROM events WHERE payment = ? AND kind = ? ORDER BY seq DESC LIMIT 1"},
    };
    for (const auto& [statement, sql] : statements) {
        auto prepared = m_database.prepare(sql);
        if (!prepared) {
            return fail(prepared.error());
        }
        *statement = std::move(*prepared);
    }
    return {};
}

Result<void, DatabaseError> Ledger::readHead()
{
    auto query =
        m_database.prepare("SELECT seq, hash, (SELECT max(at_ms) FROM (SELECT at_ms FROM events ORDER BY "
                           "seq DESC LIMIT 1000)), (SELECT max(number) FROM payments) "
                           "FROM events ORDER BY seq DESC LIMIT 1");
    if (!query) {
        return fail(query.error());
    }
    const auto row = query->step();
    if (!row) {
        return fail(row.error());
    }
    if (!*row) {
        return {};
    }
    m_lastSeq = query->integer(0);
    const auto hash = query->blob(1);
    if (hash.size() != m_head.size()) {
        return fail(DatabaseError::Corrupt);
    }
    std::ranges::copy(hash, m_head.begin());
    m_newest = Instant{query->integer(2)};
    m_lastPayment = query->integer(3);
    return {};
}

Result<void, DatabaseError> Ledger::begin()
{
    if (m_lostBy) {
        return fail(*m_lostBy);
    }
    if (m_isInBatch) {
        return {};
    }
    if (auto done = m_database.execute("BEGIN IMMEDIATE"); !done) {
        return lost(fail(done.error()));
    }
    m_isInBatch = true;
    return {};
}

Result<void, DatabaseError> Ledger::append(const Event& event)
{
    if (auto done = begin(); !done) {
        return done;
    }
    if (needsMac(event.kind) && !canSeal()) {
        return lost(fail(DatabaseError::Sealed));
    }
    const std::int64_t seq = m_lastSeq + 1;
    const Hash256 hash = chainHash(m_head, seq, event);
    Hash256 mac{};
    m_insertEvent.bind(seq).bind(event.at.unixMs).bind(event.kind);
    if (event.payment) {
        m_insertEvent.bind(*event.payment);
    } else {
        m_insertEvent.bindNull();
    }
    m_insertEvent.bind(event.agent).bind(event.body).bind(std::span<const std::uint8_t>(hash));
    if (canSeal()) {
        mac = crypto::hmacSha256(m_sealKey->readable(), hash);
        m_insertEvent.bind(std::span<const std::uint8_t>(mac));
    } else {
        m_insertEvent.bindNull();
    }
    if (auto done = m_insertEvent.run(); !done) {
        return lost(fail(done.error()));
    }
    m_lastSeq = seq;
    m_head = hash;
    m_newest = std::max(m_newest, event.at);
    return {};
}

Result<void, DatabaseError> Ledger::updateRollup(const StoredPayment& row, std::string_view kind)
{
    Result<void, DatabaseError> done;
    if (kind == kAuthorized || kind == "revived") {
        done = m_rollup.add(m_database, row);
    } else if (kind == "void") {
        done = m_rollup.remove(m_database, row);
    }
    if (!done) {
        return lost(fail(done.error()));
    }
    return done;
}

Result<PaymentId, DatabaseError> Ledger::addPayment(StoredPayment row, std::string_view kind,
                                                    std::string body)
{
    if (auto done = begin(); !done) {
        return fail(done.error());
    }
    row.id = {m_lastPayment + 1};
    m_insertPayment.bind(row.id.number).bind(row.agent).bind(row.createdAt.unixMs).bind(row.updatedAt.unixMs);
    if (row.purchase) {
        m_insertPayment.bind(std::span<const std::uint8_t>(*row.purchase));
    } else {
        m_insertPayment.bindNull();
    }
    m_insertPayment.bind(row.generation)
        .bind(std::span<const std::uint8_t>(row.content))
        .bind(row.interface)
        .bind(row.method)
        .bind(row.url)
        .bind(row.host)
        .bind(row.path)
        .bind(row.scheme)
        .bind(row.network)
        .bind(row.asset)
        .bind(row.amount)
        .bind(row.payTo)
        .bind(toText(row.status))
        .bind(toText(row.proof))
        .bind(row.verdict)
        .bind(row.code)
        .bind(row.reasons)
        .bind(row.nonce)
        .bind(row.digest)
        .bind(row.validBeforeSeconds)
        .bind(row.transaction);
    if (auto done = m_insertPayment.run(); !done) {
        return lost(fail(done.error()));
    }
    m_lastPayment = row.id.number;
    if (auto done = append({row.updatedAt, std::string(kind), row.id.number, row.agent, std::move(body)});
        !done) {
        return fail(done.error());
    }
    if (auto done = updateRollup(row, kind); !done) {
        return fail(done.error());
    }
    return row.id;
}

Result<void, DatabaseError> Ledger::changePayment(const StoredPayment& row, std::string_view kind,
                                                  std::string body)
{
    if (auto done = append({row.updatedAt, std::string(kind), row.id.number, row.agent, std::move(body)});
        !done) {
        return done;
    }
    m_updatePayment.bind(row.updatedAt.unixMs)
        .bind(toText(row.status))
        .bind(toText(row.proof))
        .bind(row.verdict)
        .bind(row.code)
        .bind(row.reasons)
        .bind(row.nonce)
        .bind(row.digest)
        .bind(row.validBeforeSeconds)
        .bind(row.transaction)
        .bind(row.id.number);
    if (auto done = m_updatePayment.run(); !done) {
        return lost(fail(done.error()));
    }
    return updateRollup(row, kind);
}

Result<std::pair<PaymentId, std::size_t>, DatabaseError> Ledger::authorizeNew(StoredPayment row, Terms terms,
                                                                              std::string_view body)
{
    terms.payment = {m_lastPayment + 1};
    auto id = addPayment(std::move(row), kAuthorized, withSigning(body, terms));
    if (!id) {
        return fail(id.error());
    }
    m_requested.push_back(std::move(terms));
    return std::pair{*id, m_requested.size() - 1};
}

Result<std::size_t, DatabaseError> Ledger::authorizeWaiting(const StoredPayment& row, Terms terms,
                                                            std::string_view body)
{
    terms.payment = row.id;
    if (auto done = changePayment(row, kAuthorized, withSigning(body, terms)); !done) {
        return fail(done.error());
    }
    m_requested.push_back(std::move(terms));
    return m_requested.size() - 1;
}

Result<void, DatabaseError> Ledger::note(Event event)
{
    return append(event);
}

Result<void, DatabaseError> Ledger::noteShadow(const ShadowVerdict& verdict)
{
    if (auto done = begin(); !done) {
        return done;
    }
    if (auto done = m_shadows.note(m_database, verdict); !done) {
        return lost(fail(done.error()));
    }
    return {};
}

Result<void, DatabaseError> Ledger::forgetShadow(const std::string& policy)
{
    if (auto done = begin(); !done) {
        return done;
    }
    if (auto done = m_shadows.forget(m_database, policy); !done) {
        return lost(fail(done.error()));
    }
    return {};
}

Result<ShadowTally, DatabaseError> Ledger::shadowTally(const std::string& policy)
{
    return ShadowLog::tallyOf(m_database, policy);
}

Result<std::optional<std::size_t>, DatabaseError> Ledger::requestReservation(PaymentId id)
{
    const auto row = payment(id);
    if (!row) {
        return fail(row.error());
    }
    if (!*row || !isLive((*row)->status)) {
        return std::optional<std::size_t>{};
    }
    const auto body = bodyOf(id, kAuthorized);
    if (!body) {
        return fail(body.error());
    }
    if (!*body) {
        return std::optional<std::size_t>{};
    }
    const auto json = nlohmann::json::parse(**body, nullptr, false);
    if (!json.is_object() || !json.contains("signing")) {
        return fail(DatabaseError::Corrupt);
    }
    auto terms = termsFromJson(json["signing"]);
    if (!terms) {
        return fail(DatabaseError::Corrupt);
    }
    terms->payment = id;
    m_requested.push_back(std::move(*terms));
    return std::optional<std::size_t>(m_requested.size() - 1);
}

Result<std::vector<Reservation>, DatabaseError> Ledger::commit()
{
    if (m_lostBy) {
        return fail(*m_lostBy);
    }
    if (m_isInBatch) {
        if (auto done = m_rollup.flush(m_database); !done) {
            return lost(fail(done.error()));
        }
        if (auto done = m_database.execute("COMMIT"); !done) {
            return lost(fail(done.error()));
        }
        m_isInBatch = false;
    }
    std::vector<Reservation> reservations;
    reservations.reserve(m_requested.size());
    for (Terms& terms : m_requested) {
        reservations.push_back(Reservation(std::move(terms)));
    }
    m_requested.clear();
    return reservations;
}

Result<std::optional<StoredPayment>, DatabaseError> Ledger::payment(PaymentId id)
{
    m_selectPayment.bind(id.number);
    return oneRow(m_selectPayment);
}

Result<std::optional<StoredPayment>, DatabaseError> Ledger::latestFor(const Hash256& purchase)
{
    m_selectPurchase.bind(std::span<const std::uint8_t>(purchase));
    return oneRow(m_selectPurchase);
}

Result<std::optional<Event>, DatabaseError> Ledger::newestOf(PaymentId id, std::string_view kind)
{
    m_selectNewest.bind(id.number).bind(kind);
    const auto row = m_selectNewest.step();
    if (!row) {
        return fail(row.error());
    }
    std::optional<Event> event;
    if (*row) {
        event = Event{Instant{m_selectNewest.integer(0)}, std::string(kind), id.number,
                      m_selectNewest.text(1), m_selectNewest.text(2)};
        m_selectNewest.reset();
    }
    return event;
}

Result<std::optional<std::string>, DatabaseError> Ledger::bodyOf(PaymentId id, std::string_view kind)
{
    auto event = newestOf(id, kind);
    if (!event) {
        return fail(event.error());
    }
    return *event ? std::optional(std::move((*event)->body)) : std::nullopt;
}

Result<void, DatabaseError> Ledger::visitSpendBefore(Instant until,
                                                     const std::function<void(const SpendHour&)>& visit)
{
    return visitSpendHours(m_database, 0, until.unixMs / 3'600'000, visit);
}

Result<void, DatabaseError> Ledger::visitSince(Instant since,
                                               const std::function<void(const StoredPayment&)>& visit)
{
    // Numbers and times rise together (the ledger's clock never runs back), so this is one range of numbers.
    auto query = m_database.prepare(selectPayments("WHERE created_ms >= ? ORDER BY number"));
    if (!query) {
        return fail(query.error());
    }
    query->bind(since.unixMs);
    return visitRows(*query, visit);
}

Result<void, DatabaseError> Ledger::visitSettings(const std::function<void(const Event&)>& visit)
{
    auto query =
        m_database.prepare("SELECT at_ms, kind, agent, body FROM events WHERE payment IS NULL ORDER BY seq");
    if (!query) {
        return fail(query.error());
    }
    for (;;) {
        const auto row = query->step();
        if (!row) {
            return fail(row.error());
        }
        if (!*row) {
            return {};
        }
        visit({Instant{query->integer(0)}, query->text(1), std::nullopt, query->text(2), query->text(3)});
    }
}

ChainReport Ledger::verify()
{
    const auto key = m_sealKey ? m_sealKey->readable() : std::span<const std::uint8_t>{};
    return verifyChain(m_database, key);
}

} // namespace till::ledger
