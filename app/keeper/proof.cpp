#include "app/keeper/keeper.h"
#include "app/keeper/reply.h"
#include "app/keeper/vault_codes.h"

#include <algorithm>
#include <ctime>

// Who has proved the passphrase, and how often one may try.

namespace till::keeper {

namespace {

constexpr std::int64_t kMsPerMinute = 60'000;
/// Proofs that wait for their turn; each takes about a second.
constexpr std::size_t kMaxProofsWaiting = 32;

/// Milliseconds that nobody can set, and that go on while the machine sleeps.
std::int64_t steadyMs()
{
    timespec time{};
    ::clock_gettime(CLOCK_BOOTTIME, &time);
    return std::int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

} // namespace

void Keeper::noteProof(const Link& link)
{
    const std::int64_t now = m_clock.now().unixMs;
    link->provedAtMs = now;
    link->usedProofMs = now;
    link->ownTries = payment::kFreeTries;
    ownerIsHere();
}

bool Keeper::isProved(const Connection& link) const
{
    const payment::LockRules& rules = m_till.settings().security.rules;
    const std::int64_t now = m_clock.now().unixMs;
    return link.provedAtMs && now < *link.provedAtMs + rules.proofMaxMinutes * kMsPerMinute &&
           now < link.usedProofMs + rules.proofIdleMinutes * kMsPerMinute;
}

void Keeper::startTryDelay()
{
    const payment::Security& security = m_till.settings().security;
    const std::int64_t delay = payment::tryDelayMs(security.wrongPassphrases);
    // By both clocks: a wall clock that was set back must not lock the owner out.
    m_nextTryMs = security.lastWrong.unixMs + delay;
    m_nextTrySteadyMs = steadyMs() + delay;
}

/// A wrong one that could not be written down would be free for ever, so it costs the longest delay.
void Keeper::startLongestTryDelay()
{
    m_nextTryMs = m_clock.now().unixMs + payment::kMaxTryDelayMs;
    m_nextTrySteadyMs = steadyMs() + payment::kMaxTryDelayMs;
}

std::int64_t Keeper::tryAgainMs() const
{
    const std::int64_t left = std::min(m_nextTryMs - m_clock.now().unixMs, m_nextTrySteadyMs - steadyMs());
    return std::max<std::int64_t>(0, left);
}

void Keeper::replyTooManyTries(const Link& link, std::int64_t id)
{
    replyError(link, id, "too_many_tries",
               "Too many wrong passphrases. Try again in " + std::to_string(tryAgainMs() / 1000 + 1) +
                   " seconds.");
}

/// Everybody shares the delay, but for a connection that proved the passphrase before: its first mistakes are
/// its own, so that a guessing program does not shut the owner's open app out.
bool Keeper::mayTry(const Connection& link) const
{
    return tryAgainMs() == 0 || link.ownTries > 0;
}

void Keeper::withProof(const Link& link, std::int64_t id, wire::SecretText passphrase,
                       std::function<void()> action)
{
    withProvenKey(link, id, std::move(passphrase),
                  [action = std::move(action)](const crypto::SecretBytes&) { action(); });
}

void Keeper::withProvenKey(const Link& link, std::int64_t id, wire::SecretText passphrase,
                           std::function<void(const crypto::SecretBytes&)> action)
{
    if (!hasVault(link, id)) {
        return;
    }
    if (!mayTry(*link)) {
        return replyTooManyTries(link, id);
    }
    if (passphrase.size() > vault::kMaxPassphraseBytes) {
        return replyError(link, id, codeOf(vault::VaultError::PassphraseTooLong),
                          std::string(vault::describe(vault::VaultError::PassphraseTooLong)));
    }
    if (m_proofs.size() >= kMaxProofsWaiting) {
        return replyError(link, id, "busy", "Too many passphrases are being checked. Try again in a moment.");
    }
    m_proofs.push_back({link, id, std::move(passphrase), std::move(action), m_lockCount});
    nextProof();
}

/// One at a time and in order, so that guesses that were sent together wait like those sent one by one.
void Keeper::nextProof()
{
    while (!m_isProving && !m_proofs.empty()) {
        auto ask = std::make_shared<ProofAsk>(std::move(m_proofs.front()));
        m_proofs.pop_front();
        if (std::ranges::find(m_links, ask->link) == m_links.end()) {
            continue; // nobody waits for it any more
        }
        if (!mayTry(*ask->link)) {
            replyTooManyTries(ask->link, ask->id);
            continue;
        }
        m_isProving = true;
        // The key derivation takes about a second, so it runs elsewhere and the loop goes on.
        m_keyWorker.post([this, ask, task = m_vault->unlockTask()] {
            auto found = std::make_shared<Result<crypto::SecretBytes, vault::VaultError>>(
                task.run(ask->passphrase.bytes()));
            ask->passphrase = {};
            complete([this, ask, found] {
                m_isProving = false;
                judgeProof(*ask, std::move(*found));
                nextProof();
            });
        });
    }
}

void Keeper::judgeProof(const ProofAsk& ask, Result<crypto::SecretBytes, vault::VaultError> found)
{
    const Link& link = ask.link;
    auto checked = found.has_value() ? m_vault->checkVaultKey(*found)
                                     : Result<void, vault::VaultError>(fail(found.error()));
    if (!checked && checked.error() == vault::VaultError::WrongPassphrase) {
        link->ownTries = std::max(0, link->ownTries - 1);
        m_hasWrongInBatch = true;
        if (auto noted = m_till.change(payment::kPassphraseWrong, "{}"); !noted) {
            return replyLedgerFailed(link, ask.id, noted.error());
        }
        startTryDelay();
    }
    if (!checked) {
        return replyError(link, ask.id, codeOf(checked.error()),
                          std::string(vault::describe(checked.error())));
    }
    if (std::ranges::find(m_links, link) == m_links.end()) {
        return; // a proof is good for its own connection, and that is gone
    }
    if (ask.lockCount != m_lockCount) {
        return replyError(
            link, ask.id, "locked",
            "The wallet was locked meanwhile. Nothing was done; unlock it again if you want to.");
    }
    if (!m_vault->isUnlocked()) {
        // A right passphrase for any act of the owner opens the vault: what widens must be sealed.
        if (auto opening = m_vault->completeUnlock(found->duplicate()); !opening) {
            return replyError(link, ask.id, codeOf(opening.error()),
                              std::string(vault::describe(opening.error())));
        }
        opened();
    }
    if (auto noted = noteRight(); !noted) {
        return replyLedgerFailed(link, ask.id, noted.error());
    }
    noteProof(link);
    ask.action(*found);
}

Result<void, ledger::DatabaseError> Keeper::noteRight()
{
    m_nextTryMs = 0;
    m_nextTrySteadyMs = 0;
    if (m_till.settings().security.wrongPassphrases > 0) {
        if (auto noted = m_till.change(payment::kPassphraseRight, "{}"); !noted) {
            return noted;
        }
    }
    return m_till.settings().security.isAway ? m_till.change(payment::kAwayEnded, "{}")
                                             : Result<void, ledger::DatabaseError>();
}

void Keeper::whenProved(const Link& link, std::int64_t id, std::optional<wire::SecretText> passphrase,
                        std::function<void()> action)
{
    if (isProved(*link) && m_till.isOpen()) {
        link->usedProofMs = m_clock.now().unixMs;
        ownerIsHere();
        return action();
    }
    if (!passphrase) {
        return replyError(link, id, !m_vault ? "no_vault" : m_till.isOpen() ? "passphrase_needed" : "locked");
    }
    withProof(link, id, std::move(*passphrase), std::move(action));
}

void Keeper::prove(const Link& link, std::int64_t id, wire::SecretText passphrase)
{
    withProof(link, id, std::move(passphrase), [this, link, id] { reply(link, id, wire::Done{}); });
}

/// Opens the vault for unattended use with a passphrase that came with the start. Also that is a try: it
/// waits until the delay of the tries before is over.
bool Keeper::openAtStart(std::span<const std::uint8_t> passphrase)
{
    startTryDelay();
    if (const std::int64_t wait = tryAgainMs(); wait > 0) {
        std::fprintf(stderr,
                     "till-keeper: too many wrong passphrases before; this one is tried in %lld seconds\n",
                     static_cast<long long>(wait / 1000 + 1));
        const timespec pause{wait / 1000, wait % 1000 * 1'000'000};
        ::nanosleep(&pause, nullptr);
    }
    if (auto done = m_vault->unlock(passphrase); !done) {
        std::fprintf(stderr, "till-keeper: %s\n", std::string(vault::describe(done.error())).c_str());
        if (done.error() == vault::VaultError::WrongPassphrase) {
            static_cast<void>(m_till.change(payment::kPassphraseWrong, "{}"));
            static_cast<void>(m_ledger.commit());
        }
        return false;
    }
    m_wasOpenedAtStart = true;
    opened();
    // Who is away stays away: only a proof on a connection says that the owner is back.
    return m_till.settings().security.wrongPassphrases == 0 ||
           m_till.change(payment::kPassphraseRight, "{}").has_value();
}

} // namespace till::keeper
