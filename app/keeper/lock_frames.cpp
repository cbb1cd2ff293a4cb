#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "core/policy/explain_texts.h"

namespace till::keeper {

namespace {

constexpr std::int64_t kMsPerMinute = 60'000;

} // namespace

void Keeper::lock()
{
    ++m_lockCount;
    m_wasOpenedAtStart = false;
    m_till.close();
    m_ledger.clearSealKey();
    stopSignatures({}, "locked");
    if (m_vault) {
        m_vault->lock();
    }
    endProofs();
}

void Keeper::endProofs()
{
    for (const Link& link : m_links) {
        link->provedAtMs.reset();
    }
}

void Keeper::lockNow(const Link& link, std::int64_t id, const wire::Lock& lock)
{
    const std::string because = lock.because.value_or("command");
    if (because != "command" && because != "idle" && because != "suspend" && because != "screen") {
        return replyError(link, id, "bad_request", "The lock's reason is command, idle, suspend or screen.");
    }
    finishBatch(); // what was decided in this batch is signed first: its answers are promised
    lockOrLeave(because);
    reply(link, id, wire::Done{});
}

/// Locks, or, with unattended signing on and nobody there, takes the owner's rights away and lets agents go
/// on.
void Keeper::lockOrLeave(std::string_view because)
{
    const payment::Security& security = m_till.settings().security;
    const bool isUnattended = security.unattended && m_till.now() < security.unattended->until;
    if (because == "command" || !isUnattended || !m_till.isOpen()) {
        return lock();
    }
    ++m_lockCount;
    endProofs();
    if (!security.isAway && !m_till.change(payment::kAwayBegan, payment::becauseBody(because))) {
        m_isBatchLost = true;
        lock();
    }
}

void Keeper::ownerIsHere()
{
    m_lastOwnerMs = m_clock.now().unixMs;
}

/// Whether the wallet locks by itself now: the owner was idle too long, or the time of unattended signing is
/// over.
void Keeper::checkIdle()
{
    if (!m_till.isOpen()) {
        return;
    }
    const payment::Security& security = m_till.settings().security;
    if (security.isAway) {
        if (!security.unattended || m_till.now() >= security.unattended->until) {
            lock();
        }
        return;
    }
    const std::int64_t minutes = security.rules.autoLockMinutes;
    if (minutes > 0 && !m_wasOpenedAtStart &&
        m_clock.now().unixMs >= m_lastOwnerMs + minutes * kMsPerMinute) {
        lockOrLeave("idle");
    }
}

void Keeper::integrityIs(bool isWhole)
{
    m_integrity = isWhole ? "ok" : "broken";
    if (!isWhole && m_till.isOpen()) {
        lock(); // nothing is signed on such a history; the owner may open it again to look
    }
}

void Keeper::getSecurity(const Link& link, std::int64_t id)
{
    const payment::Security& security = m_till.settings().security;
    wire::SecurityAnswer answer;
    answer.autoLockMinutes = security.rules.autoLockMinutes;
    answer.proofIdleMinutes = security.rules.proofIdleMinutes;
    answer.proofMaxMinutes = security.rules.proofMaxMinutes;
    answer.lockOnSuspend = security.rules.lockOnSuspend;
    answer.lockOnScreenLock = security.rules.lockOnScreenLock;
    answer.away = isAway();
    if (const auto& unattended = security.unattended) {
        answer.unattended = {policy::usdText(unattended->capMicro) + " USD",
                             policy::usdText(unattended->usedMicro) + " USD", unattended->capMicro.toAtomic(),
                             unattended->usedMicro.toAtomic(), unattended->until.unixMs};
    }
    answer.wrongPassphrases = security.wrongPassphrases;
    answer.tryAgainMs = tryAgainMs();
    reply(link, id, answer);
}

void Keeper::setLockRules(const Link& link, std::int64_t id, const wire::LockRulesSet& set)
{
    const payment::LockRules before = m_till.settings().security.rules;
    payment::LockRules rules = before;
    rules.autoLockMinutes = set.autoLockMinutes.value_or(rules.autoLockMinutes);
    rules.proofIdleMinutes = set.proofIdleMinutes.value_or(rules.proofIdleMinutes);
    rules.proofMaxMinutes = set.proofMaxMinutes.value_or(rules.proofMaxMinutes);
    rules.lockOnSuspend = set.lockOnSuspend.value_or(rules.lockOnSuspend);
    rules.lockOnScreenLock = set.lockOnScreenLock.value_or(rules.lockOnScreenLock);
    if (!payment::isInBounds(rules)) {
        return replyError(link, id, "bad_request",
                          "Auto-lock takes 0 (never) to 10080 minutes; a proof lasts 1 to 1440 minutes.");
    }
    const auto apply = [this, link, id, rules](std::string_view kind) {
        if (auto done = m_till.change(kind, payment::lockRulesBody(rules)); !done) {
            return replyLedgerFailed(link, id, done.error());
        }
        ownerIsHere();
        getSecurity(link, id);
    };
    if (payment::isNoWider(before, rules)) {
        return apply(payment::kLockRulesTightened);
    }
    if (!set.passphrase) {
        return replyError(link, id, m_vault ? "passphrase_needed" : "no_vault");
    }
    withProof(link, id, *set.passphrase, [apply] { apply(payment::kLockRulesSet); });
}

void Keeper::unattendedOn(const Link& link, std::int64_t id, const wire::UnattendedOn& on)
{
    const auto cap = money::Amount::fromAtomic(on.capMicro);
    const auto most = money::Amount::fromAtomic(payment::kMaxUnattendedMicro);
    if (!cap || !most || *cap == money::Amount::zero() || *cap > *most) {
        return replyError(link, id, "bad_request",
                          "Unattended payments need a cap above 0 and of at most 100,000 USD.");
    }
    const Instant now = m_till.now();
    if (on.untilMs <= now.unixMs || on.untilMs > now.unixMs + payment::kMaxUnattendedMs) {
        return replyError(link, id, "bad_request", "Unattended payments end within 7 days from now.");
    }
    withProof(link, id, on.passphrase, [this, link, id, cap = *cap, until = Instant{on.untilMs}] {
        if (auto done = m_till.change(payment::kUnattendedOn, payment::unattendedBody(cap, until)); !done) {
            return replyLedgerFailed(link, id, done.error());
        }
        getSecurity(link, id);
    });
}

void Keeper::unattendedOff(const Link& link, std::int64_t id)
{
    const bool wasAway = m_till.settings().security.isAway;
    if (m_till.settings().security.unattended) {
        if (auto done = m_till.change(payment::kUnattendedOff, "{}"); !done) {
            return replyLedgerFailed(link, id, done.error());
        }
    }
    if (wasAway) {
        finishBatch(); // as in lockNow
        lock();
    }
    getSecurity(link, id);
}

} // namespace till::keeper
