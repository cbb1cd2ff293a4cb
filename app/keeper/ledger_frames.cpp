#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/support/plain_text.h"

#include "core/support/json.h"

namespace till::keeper {

namespace {

constexpr std::size_t kMaxByBytes = 32;
constexpr std::int64_t kMaxAnchorWaitMs = 60000;

} // namespace

/// Before anything is asked: a ledger that does not reach its anchor was rolled back, restored or exchanged.
/// Its budgets would show more left than there is, so nothing is signed until the owner says so.
void Keeper::checkAnchor()
{
    m_isFrozen = m_till.settings().backups.isRestoredFrozen;
    const AnchorFile::Found found = m_anchorFile.read();
    if (found.state == AnchorFile::State::None) {
        return;
    }
    const auto verdict = ledger::judgeAnchor(m_reader, found.anchor);
    m_isFrozen = m_isFrozen || found.state != AnchorFile::State::Read || !verdict ||
                 *verdict != ledger::AnchorVerdict::Holds;
    m_anchor = found.anchor;
    if (m_isFrozen) {
        freeze(found.anchor, m_till.settings().backups.isRestoredFrozen ? "the ledger is of a backup"
                                                                        : "the ledger is older than it was");
    }
}

void Keeper::keepAnchor(std::int64_t atMostEveryMs)
{
    // Behind the clock is as good as due: a clock that was set back must not stop the anchor.
    const std::int64_t now = m_clock.now().unixMs;
    const bool isDue = now >= m_nextAnchorMs || now + kMaxAnchorWaitMs < m_nextAnchorMs || atMostEveryMs == 0;
    if (m_isFrozen || m_isLedgerDown || m_ledger.eventCount() == m_anchor.events || !isDue) {
        return;
    }
    m_nextAnchorMs = now + atMostEveryMs;
    const ledger::Anchor anchor{m_ledger.eventCount(), m_ledger.head()};
    if (m_anchorFile.write(anchor)) {
        m_anchor = anchor;
    }
}

void Keeper::thaw(const Link& link, std::int64_t id, const wire::LedgerThaw& thaw)
{
    if (!m_isFrozen) {
        return reply(link, id, wire::Done{});
    }
    withProof(link, id, thaw.passphrase, [this, link, id, by = thaw.by] {
        const std::string body = nlohmann::json{{"by", toVisibleText(by, kMaxByBytes)},
                                                {"events", m_ledger.eventCount()},
                                                {"anchorEvents", m_frozenBy.events},
                                                {"anchorHead", toHex0x(m_frozenBy.head)}}
                                     .dump();
        if (auto done = m_till.change(payment::kLedgerThawed, body); !done) {
            return replyLedgerFailed(link, id, done.error());
        }
        // Only what is on disk thaws.
        if (!finishBatch()) {
            return replyError(link, id, "ledger_failed",
                              "Still frozen, and nothing was signed: the ledger could not be written.");
        }
        m_isFrozen = false;
        m_anchor = {};
        keepAnchor(0);
        replaceOwnerAnchor();
        reply(link, id, wire::Done{});
    });
}

} // namespace till::keeper
