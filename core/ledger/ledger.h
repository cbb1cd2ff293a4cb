#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/ledger/database.h"
#include "core/ledger/event_chain.h"
#include "core/ledger/reservation.h"
#include "core/ledger/shadow_log.h"
#include "core/ledger/spend_rollup.h"
#include "core/ledger/stored_payment.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace till::ledger {

/// The durable truth about every payment, with one writer: the keeper's loop.
///
/// Everything between two commits is one batch, one SQLite transaction and one sync of the disk. What was
/// recorded in a batch can be read back at once by this object, and by nobody else until `commit` returns.
/// When any call fails the batch is lost and the ledger must be reopened: a failed COMMIT says nothing about
/// what is on disk.
class Ledger {
public:
    [[nodiscard]] static Result<Ledger, DatabaseError> open(const std::string& path);

    /// The key that seals rows (32 bytes, from the vault): there while the vault is open.
    void setSealKey(crypto::SecretBytes key) { m_sealKey = std::move(key); }
    void clearSealKey() { m_sealKey.reset(); }
    [[nodiscard]] bool canSeal() const { return m_sealKey.has_value(); }

    // ── the batch
    // ────────────────────────────────────────────────────────────────────────────────────────────

    /// A new payment with its first event. Gives it its number (`row.id` is not read).
    [[nodiscard]] Result<PaymentId, DatabaseError> addPayment(StoredPayment row, std::string_view kind,
                                                              std::string body);
    /// A payment's new state, with the event that brought it there.
    [[nodiscard]] Result<void, DatabaseError> changePayment(const StoredPayment& row, std::string_view kind,
                                                            std::string body);
    /// A payment that may be signed, new or one that waited. The `authorized` event is `body` (a JSON object)
    /// with the full message to be signed put in as `signing`. The returned index is its place in what
    /// `commit` gives back.
    [[nodiscard]] Result<std::pair<PaymentId, std::size_t>, DatabaseError>
    authorizeNew(StoredPayment row, Terms terms, std::string_view body);
    [[nodiscard]] Result<std::size_t, DatabaseError> authorizeWaiting(const StoredPayment& row, Terms terms,
                                                                      std::string_view body);
    /// Something that is about no payment: an agent, a network, a pause.
    [[nodiscard]] Result<void, DatabaseError> note(Event event);
    /// What a shadow said of a payment of this batch; it is no event.
    [[nodiscard]] Result<void, DatabaseError> noteShadow(const ShadowVerdict& verdict);
    /// Forgets all that the shadow of this owner said.
    [[nodiscard]] Result<void, DatabaseError> forgetShadow(const std::string& policy);

    /// Asks for another Reservation of a payment that was authorized in this batch or before, for a retry:
    /// the terms are read from its event. Absent when the payment has no such event or does not count any
    /// more.
    [[nodiscard]] Result<std::optional<std::size_t>, DatabaseError> requestReservation(PaymentId payment);

    /// Makes the batch durable; only then do the requested reservations exist.
    [[nodiscard]] Result<std::vector<Reservation>, DatabaseError> commit();
    /// A write has failed: everything but reading fails until the ledger is opened anew.
    [[nodiscard]] bool isLost() const { return m_lostBy.has_value(); }
    /// Gives the batch up: nothing more is written by this object.
    void abandon() { m_lostBy = m_lostBy.value_or(DatabaseError::Other); }

    // ── reading
    // ──────────────────────────────────────────────────────────────────────────────────────────────

    [[nodiscard]] Result<std::optional<StoredPayment>, DatabaseError> payment(PaymentId id);
    /// The newest payment for a purchase.
    [[nodiscard]] Result<std::optional<StoredPayment>, DatabaseError> latestFor(const Hash256& purchase);
    /// A payment's newest event of one kind.
    [[nodiscard]] Result<std::optional<Event>, DatabaseError> newestOf(PaymentId id, std::string_view kind);
    /// Its body only.
    [[nodiscard]] Result<std::optional<std::string>, DatabaseError> bodyOf(PaymentId id,
                                                                           std::string_view kind);
    /// Sums of what was authorized in whole hours before `until`.
    [[nodiscard]] Result<void, DatabaseError>
    visitSpendBefore(Instant until, const std::function<void(const SpendHour&)>& visit);
    /// Every payment first seen since `since`, oldest first: what budgets and memory are rebuilt from.
    [[nodiscard]] Result<void, DatabaseError>
    visitSince(Instant since, const std::function<void(const StoredPayment&)>& visit);
    /// Every event that is about no payment, oldest first.
    [[nodiscard]] Result<void, DatabaseError> visitSettings(const std::function<void(const Event&)>& visit);

    /// All that the shadow of this owner said since it was set.
    [[nodiscard]] Result<ShadowTally, DatabaseError> shadowTally(const std::string& policy);

    [[nodiscard]] std::int64_t eventCount() const { return m_lastSeq; }
    [[nodiscard]] const Hash256& head() const { return m_head; }
    /// The time of the newest event: time in the ledger never runs backward (invariant I13).
    [[nodiscard]] Instant newestTime() const { return m_newest; }
    /// Checks the whole chain, with MACs when the vault is open.
    [[nodiscard]] ChainReport verify();

private:
    explicit Ledger(Database database) : m_database(std::move(database)) {}
    [[nodiscard]] Result<void, DatabaseError> prepareAll();
    [[nodiscard]] Result<void, DatabaseError> readHead();
    [[nodiscard]] Result<void, DatabaseError> begin();
    /// Remembers that the batch is lost; gives the failure back.
    template <class E>
    E lost(E failure)
    {
        m_lostBy = failure.value();
        return failure;
    }
    [[nodiscard]] Result<void, DatabaseError> append(const Event& event);
    [[nodiscard]] Result<void, DatabaseError> updateRollup(const StoredPayment& row, std::string_view kind);

    Database m_database;
    Statement m_insertEvent;
    Statement m_insertPayment;
    Statement m_updatePayment;
    Statement m_selectPayment;
    Statement m_selectPurchase;
    Statement m_selectNewest;
    SpendRollup m_rollup;
    ShadowLog m_shadows;
    std::optional<crypto::SecretBytes> m_sealKey;
    std::int64_t m_lastSeq = 0;
    std::int64_t m_lastPayment = 0;
    Hash256 m_head{};
    Instant m_newest;
    bool m_isInBatch = false;
    std::optional<DatabaseError> m_lostBy; ///< what failed first
    std::vector<Terms> m_requested;
};

} // namespace till::ledger
