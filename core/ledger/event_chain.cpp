#include "core/ledger/event_chain.h"

#include "core/crypto/hash.h"

#include <algorithm>
#include <array>

namespace till::ledger {

namespace {

void appendNumber(std::string& out, std::int64_t number)
{
    const auto bits = static_cast<std::uint64_t>(number);
    for (int shift = 56; shift >= 0; shift -= 8) {
        out.push_back(static_cast<char>((bits >> shift) & 0xff));
    }
}

void appendText(std::string& out, std::string_view text)
{
    appendNumber(out, static_cast<std::int64_t>(text.size()));
    out.append(text);
}

bool isSame(std::span<const std::uint8_t> stored, const Hash256& computed)
{
    return std::ranges::equal(stored, computed);
}

/// Rows that widen or let money out; the rest (pause, lock, refusals, reports) may be written while locked.
constexpr std::array<std::string_view, 32> kSealedKinds{"ledger.created",
                                                        "authorized",
                                                        "agent.added",
                                                        "agent.resumed",
                                                        "policy.set",
                                                        "network.set",
                                                        "resumed",
                                                        "proven",
                                                        "void",
                                                        "account.added",
                                                        "delay.set",
                                                        "change.pending",
                                                        "change.applied",
                                                        "grant.added",
                                                        "more.granted",
                                                        "more.used",
                                                        "ledger.thawed",
                                                        "alarm.lifted",
                                                        "agent.tagged",
                                                        "anchor.set",
                                                        "lock_rules.set",
                                                        "unattended.on",
                                                        "unattended.used",
                                                        "away.ended",
                                                        "passphrase.right",
                                                        "agent.token",
                                                        "agent.token.sealed",
                                                        "agent.binding.set",
                                                        "backup.made",
                                                        "backup.verified",
                                                        "ledger.restored",
                                                        "noted"};

} // namespace

bool needsMac(std::string_view kind)
{
    return std::ranges::find(kSealedKinds, kind) != kSealedKinds.end();
}

Hash256 chainHash(const Hash256& previous, std::int64_t seq, const Event& event)
{
    std::string canonical;
    canonical.reserve(event.body.size() + 160);
    for (const std::uint8_t byte : previous) {
        canonical.push_back(static_cast<char>(byte));
    }
    appendNumber(canonical, seq);
    appendNumber(canonical, event.at.unixMs);
    appendText(canonical, event.kind);
    appendNumber(canonical, event.payment.value_or(-1));
    appendText(canonical, event.agent);
    appendText(canonical, event.body);
    return crypto::sha256(canonical);
}

std::string_view describe(ChainFault fault)
{
    switch (fault) {
    case ChainFault::HashMismatch:
        return "the row was edited, or a row before it was removed or moved";
    case ChainFault::MacMismatch:
        return "the row was not written by this wallet";
    case ChainFault::MissingMac:
        return "the row lets money out but was not sealed by this wallet";
    case ChainFault::Gap:
        return "a row before it is missing";
    case ChainFault::CutOff:
        return "the newest rows are missing";
    case ChainFault::Unreadable:
        return "the ledger file cannot be read";
    }
    return "the row is wrong";
}

namespace {

/// A payment whose own rows are gone from the history: cut off from its end, the rest of which is whole.
Result<bool, DatabaseError> isEndMissing(Database& database)
{
    auto query = database.prepare("SELECT 1 FROM payments AS p WHERE NOT EXISTS (SELECT 1 FROM events AS e "
                                  "WHERE e.payment = p.number AND "
                                  "(e.kind = 'authorized' OR p.status IN ('denied', 'waiting', 'rejected', "
                                  "'lapsed', 'given_up'))) LIMIT 1");
    return query ? query->step() : fail(query.error());
}

} // namespace

ChainReport verifyChain(Database& database, std::span<const std::uint8_t> macKey)
{
    return verifyChain(database, macKey, [](std::int64_t, const Event&) {});
}

ChainReport verifyChain(Database& database, std::span<const std::uint8_t> macKey, const EventVisitor& visit)
{
    ChainReport report;
    const auto bad = [&report](std::int64_t seq, ChainFault fault) {
        report.firstBad = seq;
        report.fault = fault;
        return report;
    };
    auto query =
        database.prepare("SELECT seq, at_ms, kind, payment, agent, body, hash, mac FROM events ORDER BY seq");
    if (!query) {
        return bad(0, ChainFault::Unreadable);
    }
    for (;;) {
        const auto row = query->step();
        if (!row) {
            return bad(report.events + 1, ChainFault::Unreadable);
        }
        if (!*row) {
            break;
        }
        const std::int64_t seq = query->integer(0);
        if (seq != report.events + 1) {
            return bad(seq, ChainFault::Gap);
        }
        Event event;
        event.at = Instant{query->integer(1)};
        event.kind = query->text(2);
        if (!query->isNull(3)) {
            event.payment = query->integer(3);
            // The hash writes "no payment" as -1; a row that says so itself was a setting and would be
            // hidden.
            if (*event.payment < 1) {
                return bad(seq, ChainFault::HashMismatch);
            }
        }
        event.agent = query->text(4);
        event.body = query->text(5);
        const Hash256 hash = chainHash(report.head, seq, event);
        if (!isSame(query->blob(6), hash)) {
            return bad(seq, ChainFault::HashMismatch);
        }
        if (query->isNull(7)) {
            if (needsMac(event.kind)) {
                return bad(seq, ChainFault::MissingMac);
            }
        } else if (!macKey.empty() && !isSame(query->blob(7), crypto::hmacSha256(macKey, hash))) {
            return bad(seq, ChainFault::MacMismatch);
        }
        report.head = hash;
        report.events = seq;
        visit(seq, event);
    }
    const auto isCut = isEndMissing(database);
    if (!isCut || *isCut) {
        return bad(report.events + 1, isCut ? ChainFault::CutOff : ChainFault::Unreadable);
    }
    return report;
}

} // namespace till::ledger
