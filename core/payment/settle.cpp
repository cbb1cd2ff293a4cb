#include "core/payment/till.h"
#include "core/support/plain_text.h"

#include "core/support/json.h"

#include <algorithm>

namespace till::payment {

namespace {

using ledger::Proof;
using ledger::Status;
using nlohmann::json;

constexpr std::size_t kMaxTransactionBytes = 128;
constexpr std::size_t kMaxReportTextBytes = 256;
/// After the end of validity, so long a settlement that was under way may still be reported.
constexpr std::int64_t kExpiryGraceMs = 60'000;
constexpr std::size_t kMaxExpiriesAtOnce = 256;

bool isTransaction(std::string_view text)
{
    return text.size() <= kMaxTransactionBytes && isPlainLine(text, kMaxTransactionBytes);
}

/// What a merchant's answer makes of a payment that has no proof yet. A delivered 2xx without a receipt
/// counts as its word that it was paid; everything else that is not a success leaves it unknown.
Status claimedStatus(const Report& report, Status before)
{
    const bool isDelivered = report.httpStatus >= 200 && report.httpStatus < 300;
    if (report.hasReceipt ? report.isSuccess : isDelivered) {
        return Status::Settled;
    }
    return before == Status::Settled || before == Status::Expired ? before : Status::Unknown;
}

} // namespace

Result<std::optional<Outcome>, DatabaseError> Till::report(const Agent& agent, PaymentId id,
                                                           const Report& report)
{
    const auto found = m_ledger.payment(id);
    if (!found) {
        return fail(found.error());
    }
    if (!*found || (*found)->agent != agent.id) {
        return std::optional<Outcome>{};
    }
    StoredPayment row = **found;
    if (ledger::isLive(row.status)) {
        row.updatedAt = now();
        if (row.proof != Proof::Proven) {
            row.status = claimedStatus(report, row.status);
            row.proof = row.status == Status::Settled ? Proof::Claimed : row.proof;
            if (row.status == Status::Settled && isTransaction(report.transaction)) {
                row.transaction = report.transaction;
            }
        }
        const json body{{"httpStatus", report.httpStatus},
                        {"bodyBytes", report.bodyBytes},
                        {"receipt", report.hasReceipt},
                        {"success", report.isSuccess},
                        {"transaction", toVisibleText(report.transaction, kMaxTransactionBytes)},
                        {"payer", toVisibleText(report.payer, kMaxTransactionBytes)},
                        {"amount", toVisibleText(report.amount, kMaxTransactionBytes)},
                        {"error", toVisibleText(report.error, kMaxReportTextBytes)},
                        {"status", std::string(toText(row.status))}};
        if (auto done = m_ledger.changePayment(row, "reported", body.dump()); !done) {
            return fail(done.error());
        }
        if (row.proof != Proof::Proven) {
            m_balances.setEnd(id, promisedUntil(row));
        }
    }
    Outcome outcome;
    outcome.row = row;
    return std::optional<Outcome>(std::move(outcome));
}

std::uint64_t Till::nonceKey(std::string_view nonce)
{
    std::uint64_t key = 0;
    for (const char digit : nonce.substr(0, 18)) { // 0x and eight bytes of an HMAC
        key = key * 31 + static_cast<unsigned char>(digit);
    }
    return key;
}

Result<bool, DatabaseError> Till::proveSettled(PaymentId id, std::string_view transaction, Instant blockTime,
                                               std::string_view evidence)
{
    auto found = m_ledger.payment(id);
    if (found && *found && (*found)->status == Status::Void && m_inDoubt.contains(id) && m_ledger.canSeal()) {
        if (auto done = doubt(id, evidence); !done) {
            return fail(done.error());
        }
        found = m_ledger.payment(id);
    }
    if (!found) {
        return fail(found.error());
    }
    if (!*found || !ledger::isLive((*found)->status) ||
        ((*found)->proof == Proof::Proven && !m_inDoubt.contains(id)) || !isTransaction(transaction) ||
        !m_ledger.canSeal()) {
        return false;
    }
    StoredPayment row = **found;
    row.status = Status::Settled;
    row.proof = Proof::Proven;
    row.transaction = transaction;
    row.updatedAt = now();
    const json body{{"transaction", row.transaction},
                    {"blockTimeMs", blockTime.unixMs},
                    {"evidence", toVisibleText(evidence, kMaxReportTextBytes)}};
    if (auto done = m_ledger.changePayment(row, "proven", body.dump()); !done) {
        return fail(done.error());
    }
    // Proven settled, it counts until its block instead of until the end of its validity (payments.md, I2).
    // In doubt before, it is the new block's time that counts, be it later or earlier.
    static_cast<void>(
        m_book.lengthen(id.number, std::min(blockTime, Instant::fromSeconds(row.validBeforeSeconds))));
    static_cast<void>(m_book.shorten(id.number, blockTime));
    m_balances.setEnd(id, blockTime);
    m_unproven.erase(id);
    m_held.erase(id);
    m_inDoubt.erase(id);
    noteProof(row, row.updatedAt);
    return true;
}

Result<bool, DatabaseError> Till::proveUnused(PaymentId id, Instant blockTime, std::string_view evidence)
{
    const auto found = m_ledger.payment(id);
    if (!found) {
        return fail(found.error());
    }
    const bool isPast = *found && blockTime.seconds() >= (*found)->validBeforeSeconds;
    if (isPast && (*found)->status == Status::Void && m_inDoubt.erase(id) > 0) {
        return false; // it holds on the new chain too
    }
    if (!isPast || !ledger::isLive((*found)->status) || (*found)->proof == Proof::Proven ||
        !m_ledger.canSeal()) {
        return false;
    }
    StoredPayment row = **found;
    if (!m_book.mayRelease(id.number, now())) {
        // Evidence has released a whole limit in this window: should it be false, no more than that is lost.
        m_held.insert(id);
        return false;
    }
    row.status = Status::Void;
    row.updatedAt = now();
    const json body{{"blockTimeMs", blockTime.unixMs},
                    {"evidence", toVisibleText(evidence, kMaxReportTextBytes)}};
    if (auto done = m_ledger.changePayment(row, "void", body.dump()); !done) {
        return fail(done.error());
    }
    static_cast<void>(m_book.release(id.number, row.updatedAt));
    m_balances.drop(id);
    m_unproven.erase(id);
    m_held.erase(id);
    m_inDoubt.erase(id);
    noteProof(row, row.updatedAt);
    return true;
}

std::vector<PaymentId> Till::unproven(std::size_t limit) const
{
    std::vector<PaymentId> ids;
    for (const auto& [id, unproven] : m_unproven) {
        if (ids.size() >= limit) {
            break;
        }
        ids.push_back(id);
    }
    return ids;
}

Result<void, DatabaseError> Till::expireUnreported(Instant now, std::vector<PaymentId>& changed)
{
    while (!m_expiring.empty() && changed.size() < kMaxExpiriesAtOnce) {
        const auto first = m_expiring.begin();
        if (now.unixMs < first->first.unixMs + kExpiryGraceMs) {
            return {};
        }
        const auto found = m_ledger.payment(first->second);
        if (!found) {
            return fail(found.error());
        }
        if (*found && ((*found)->status == Status::Authorized || (*found)->status == Status::Unknown)) {
            StoredPayment row = **found;
            row.status = Status::Expired;
            row.updatedAt = now;
            if (auto done = m_ledger.changePayment(row, "expired", R"({"by":"time"})"); !done) {
                return done;
            }
            changed.push_back(row.id);
        }
        m_expiring.erase(first);
    }
    return {};
}

} // namespace till::payment
