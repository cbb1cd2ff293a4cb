#include "app/keeper/keeper.h"

/// When a write or a commit failed: what is answered meanwhile, and the way back.
namespace till::keeper {

void Keeper::replyLedgerFailed(const Link& link, std::int64_t id, ledger::DatabaseError error)
{
    m_isBatchLost = true;
    m_batchError = error;
    // Stands if the batch is not lost with it; else finishBatch says what is known.
    replyError(link, id, "ledger_failed", "Nothing was signed or changed: the ledger could not be written.");
}

void Keeper::replyPaymentFailed(const Link& link, std::int64_t id, ledger::DatabaseError error)
{
    replyLedgerFailed(link, id, error);
    m_pending.back().isOfPayment = true;
}

bool Keeper::isRefusedWhileDown(const Link& link, std::int64_t id)
{
    if (m_isLedgerDown) {
        replyError(link, id, "ledger_failed",
                   "Nothing was signed or changed: the ledger could not be written. It is tried again every "
                   "second; check the disk.");
    }
    return m_isLedgerDown;
}

std::string_view Keeper::moneyMovedBefore(const Pending& lost)
{
    if (!lost.purchase) {
        return lost.isOfPayment ? "unknown" : "no";
    }
    if (m_isLedgerDown) {
        return "unknown";
    }
    const auto row = m_ledger.latestFor(*lost.purchase);
    return row && (!*row || (*row)->nonce.empty()) ? "no" : "unknown";
}

void Keeper::recoverLedger()
{
    m_isBatchLost = false;
    m_batchError.reset();
    m_changed.clear();
    m_marks.clear();
    m_signWorker.drain();
    m_ledger.abandon();
    auto again = ledger::Ledger::open(m_options.dataDir + "/ledger.db");
    m_isLedgerDown = !again.has_value();
    if (!again) {
        return;
    }
    m_ledger = std::move(*again);
    if (m_vault && m_vault->isUnlocked()) {
        if (auto key = m_vault->purposeKey(vault::Purpose::LedgerMac)) {
            m_ledger.setSealKey(std::move(*key));
        }
    }
    m_isLedgerDown = !m_till.rebuild().has_value();
    if (m_isLedgerDown) {
        m_ledger.abandon();
    }
}

} // namespace till::keeper
