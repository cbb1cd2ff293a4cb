#include "app/keeper/ages.h"
#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/support/plain_text.h"

#include "core/support/json.h"

namespace till::keeper {

namespace {

constexpr std::int64_t kOwnerAnchorEveryMs = 10'000;
constexpr std::size_t kMaxByBytes = 32;
// What is wrong with it, as the rest of a sentence.
constexpr std::string_view kMissing =
    "was missing, and is written anew: a rollback of the data directory before that was not seen.";
constexpr std::string_view kUnreadable =
    "cannot be read: whether the data directory was rolled back is not known.";
constexpr std::string_view kUnwritable =
    "cannot be written: a rollback of the data directory to what it holds now would not be seen.";

} // namespace

AnchorFile Keeper::ownerAnchorFile(const std::string& path) const
{
    return AnchorFile(path, m_options.anchorHelper);
}

/// Through a connection of its own: the reader may be busy with a long question.
bool Keeper::isInLedger(const ledger::Anchor& anchor) const
{
    auto reader = ledger::LedgerReader::open(m_options.dataDir + "/ledger.db");
    const auto verdict = reader ? ledger::judgeAnchor(*reader, anchor)
                                : Result<ledger::AnchorVerdict, ledger::DatabaseError>(fail(reader.error()));
    return verdict && *verdict == ledger::AnchorVerdict::Holds;
}

/// At the start and at each unlock, before anything is signed.
void Keeper::checkOwnerAnchor()
{
    const std::string& path = m_till.settings().anchorPath;
    if (path.empty() || m_isFrozen) {
        return;
    }
    const AnchorFile::Found found = ownerAnchorFile(path).read();
    using State = AnchorFile::State;
    if (m_ownerAnchorTrouble != kMissing) { // that stays to be seen
        m_ownerAnchorTrouble.clear();
    }
    if (found.state == State::None) {
        m_ownerAnchorTrouble = kMissing;
    } else if (found.state == State::Unreadable) {
        m_ownerAnchorTrouble = kUnreadable;
    } else if (found.state == State::NoAnchor || !isInLedger(found.anchor)) {
        freeze(found.anchor, "the anchor at " + path + " is not of this ledger, or of a newer one");
    } else {
        m_ownerAnchor = found.anchor;
    }
}

void Keeper::freeze(const ledger::Anchor& anchor, const std::string& why)
{
    m_isFrozen = true;
    m_frozenBy = anchor;
    std::fprintf(stderr, "till-keeper: %s; nothing is signed until it is thawed\n", why.c_str());
    // Nothing that was promised under the older state leaves either.
    stopSignatures({}, "ledger_rolled_back");
}

void Keeper::keepOwnerAnchor()
{
    const std::int64_t now = m_clock.now().unixMs;
    const bool isDue = now >= m_nextOwnerAnchorMs || now + 2 * kOwnerAnchorEveryMs < m_nextOwnerAnchorMs;
    const std::string& path = m_till.settings().anchorPath;
    if (path.empty() || m_isFrozen || m_isLedgerDown || m_isAnchorTurn || !isDue) {
        return;
    }
    m_nextOwnerAnchorMs = now + kOwnerAnchorEveryMs;
    m_isAnchorTurn = true;
    const ledger::Anchor head{m_ledger.eventCount(), m_ledger.head()};
    m_anchorWorker.post([this, path, file = ownerAnchorFile(path), known = m_ownerAnchor, head] {
        const AnchorTurn turn = takeTurn(file, known, head);
        complete([this, path, turn] {
            m_isAnchorTurn = false;
            if (path == m_till.settings().anchorPath && !m_isFrozen) {
                haveTakenTurn(turn);
            }
        });
    });
}

/// Whatever else holds an anchor there goes by another ledger than ours: a copy of this wallet that runs too.
void Keeper::haveTakenTurn(const AnchorTurn& turn)
{
    const bool isOlderOfOurs = turn.found.state == AnchorFile::State::Read && isInLedger(turn.found.anchor);
    if (turn.isAnothers && !isOlderOfOurs) {
        return freeze(turn.found.anchor, "another copy of this wallet has written its anchor");
    }
    if (turn.isAnothers) {
        m_ownerAnchor = turn.found.anchor;
    } else if (turn.isWritten) {
        m_ownerAnchor = turn.written;
        m_ownerAnchorAt = m_clock.now();
        if (m_ownerAnchorTrouble != kMissing) { // that stays to be seen
            m_ownerAnchorTrouble.clear();
        }
    } else {
        m_ownerAnchorTrouble = kUnwritable;
    }
}

/// The last word before the end, here and now.
void Keeper::leaveOwnerAnchor()
{
    m_anchorWorker.drain();
    const std::string& path = m_till.settings().anchorPath;
    // Twice: what the worker wrote last is news to us, and is an older one of ours.
    for (int turn = 0; turn < 2 && !path.empty() && !m_isFrozen && !m_isLedgerDown; ++turn) {
        haveTakenTurn(
            takeTurn(ownerAnchorFile(path), m_ownerAnchor, {m_ledger.eventCount(), m_ledger.head()}));
    }
}

/// After a thaw, the ledger as it is is the truth.
void Keeper::replaceOwnerAnchor()
{
    const std::string& path = m_till.settings().anchorPath;
    const ledger::Anchor head{m_ledger.eventCount(), m_ledger.head()};
    if (!path.empty() && ownerAnchorFile(path).write(head)) {
        m_ownerAnchor = head;
        m_ownerAnchorAt = m_clock.now();
    } else {
        m_ownerAnchor.reset();
    }
}

wire::LedgerAnchorShape Keeper::ownerAnchorShape() const
{
    wire::LedgerAnchorShape shape;
    shape.path = const_cast<payment::Till&>(m_till).settings().anchorPath;
    shape.trouble = m_ownerAnchorTrouble;
    if (m_ownerAnchor && !shape.path.empty()) {
        shape.events = m_ownerAnchor->events;
        shape.head = toHex0x(m_ownerAnchor->head);
    }
    if (m_ownerAnchorAt) {
        shape.writtenAtMs = m_ownerAnchorAt->unixMs;
    }
    return shape;
}

void Keeper::setOwnerAnchor(const Link& link, std::int64_t id, const wire::LedgerAnchorSet& set)
{
    const auto refuse = [this, link, id](const std::string& why) {
        replyError(link, id, "bad_anchor", "The anchor was not set: " + why);
    };
    if (!ledgerFault().empty()) {
        return replyError(link, id, ledgerFault());
    }
    const auto path = set.path.empty() ? Result<std::string, std::string>(std::string())
                                       : anchorPath(set.path, m_options.dataDir);
    if (!path) {
        return refuse(path.error());
    }
    withProof(link, id, set.passphrase, [this, link, id, refuse, path = *path, by = set.by] {
        m_anchorWorker.drain();
        const auto found = path.empty() ? AnchorFile::Found() : ownerAnchorFile(path).read();
        using State = AnchorFile::State;
        if (found.state == State::NoAnchor || found.state == State::Unreadable) {
            return refuse("there is another file, which stays as it is.");
        }
        if (found.state == State::Read && !isInLedger(found.anchor)) {
            return refuse("there is the anchor of another ledger, or of a newer state of this one.");
        }
        const std::string body =
            nlohmann::json{{"path", path}, {"by", toVisibleText(by, kMaxByBytes)}}.dump();
        if (auto done = m_till.change(payment::kAnchorSet, body); !done) {
            return replyLedgerFailed(link, id, done.error());
        }
        // What is anchored is what is on disk.
        if (!finishBatch()) {
            return replyError(link, id, "ledger_failed",
                              "The anchor was not set: the ledger was not written.");
        }
        m_ownerAnchor.reset();
        m_ownerAnchorAt.reset();
        m_ownerAnchorTrouble.clear();
        if (!path.empty()) {
            replaceOwnerAnchor();
            m_ownerAnchorTrouble = m_ownerAnchor ? "" : kUnwritable;
        }
        reply(link, id, ownerAnchorShape());
    });
}

} // namespace till::keeper
