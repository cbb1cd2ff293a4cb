#pragma once

#include "core/challenge/payment_header.h"
#include "core/crypto/secret_bytes.h"
#include "core/ledger/ledger.h"
#include "core/money/registry.h"
#include "core/payment/ask.h"
#include "core/payment/balances.h"
#include "core/payment/purchase.h"
#include "core/payment/seen.h"
#include "core/payment/settings.h"
#include "core/policy/hard_checks.h"
#include "core/policy/merchant_memory.h"
#include "core/policy/spend_book.h"
#include "core/support/clock.h"

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace till::payment {

using ledger::DatabaseError;
using ledger::PaymentId;
using ledger::StoredPayment;

/// How long a payment waits for a person before it lapses.
inline constexpr std::int64_t kWaitForPersonMs = 10 * 60 * 1000;
/// Payments that wait for a person at one time; of one agent far fewer, so that none takes another's place.
inline constexpr std::size_t kMaxWaiting = 500;
inline constexpr std::size_t kMaxWaitingOfAgent = 50;
/// A clock that is this far behind what the ledger has seen is visibly wrong.
inline constexpr std::int64_t kMaxClockLagMs = 10 * 60 * 1000;
/// So long a proof is asked for again when a final block vanishes. Older ones are past every validity.
inline constexpr std::int64_t kDoubtMs = std::int64_t{24} * 3600 * 1000;
/// So is one that is this far behind the newest block of a chain with real money: blocks are never of the
/// future, but for what proposers' clocks are off. Twice the usual validity of a payment, so that what would
/// be signed is past already.
inline constexpr std::int64_t kMaxBehindChainMs = 2 * 60 * 1000;
/// Code of an option that its account has not enough for, and of a payment all of whose options were.
inline constexpr std::string_view kBalanceTooLow = "balance_too_low";
/// Payments older than this touch no rolling or calendar window any more.
inline constexpr std::int64_t kRememberMs = std::int64_t{92} * 24 * 3600 * 1000;

/// When a payment that waits lapses: a client's own message can be approved no longer than it is valid.
[[nodiscard]] Instant waitsUntil(const StoredPayment& row);

/// A payment that waits for a person.
struct Waiting {
    Instant until;
    std::string agent;
};

/// What became of an ask, an approval, or a look. Valid once the batch that it was made in is committed.
struct Outcome {
    std::string code;                       ///< problem code when nothing can be presented; else empty
    StoredPayment row;                      ///< number 0 for a quote
    std::optional<Seen> seen;               ///< absent when its event could not be read
    std::optional<std::size_t> reservation; ///< place in what Ledger::commit gives back: sign it
    bool isJoined = false;                  ///< recognised as an earlier ask
};

/// What a merchant said about a presented payment: a claim.
struct Report {
    std::int64_t httpStatus = 0; ///< 0: no answer came
    std::int64_t bodyBytes = -1;
    bool hasReceipt = false;
    bool isSuccess = false;
    std::string transaction;
    std::string payer;
    std::string amount;
    std::string error; ///< errorReason, or `error` of a new challenge
};

/// Tokens that left one of our accounts in one transaction, and the authorizations that it used.
struct Outflow {
    struct Move {
        std::string to; ///< checksummed
        std::string amount;
    };
    std::string network; ///< CAIP-2
    std::string asset;
    std::string from; ///< checksummed
    std::string transaction;
    std::vector<Move> moves;
    std::vector<std::string> nonces; ///< 0x…
    Instant blockTime;
    std::string evidence;
};

/// What the open vault lends: while it is there, payments can be authorised.
struct OpenVault {
    crypto::SecretBytes nonceKey;
    std::vector<chain::EvmAddress> ownAccounts;
};

/// A document that shall become the next version of a policy.
struct PolicyWish {
    std::string owner; ///< an agent's id, or kGlobalName
    policy::Policy policy;
    std::string preset; ///< or "custom"
    Author author;
    std::optional<std::int64_t> restores;
};

/// What became of a change that the owner asked for.
struct ChangeAnswer {
    std::string code; ///< problem code when it was not done
    policy::PolicyChange effect = policy::PolicyChange::Same;
    std::int64_t version = 0;             ///< of the policy, in force now
    std::optional<PendingChange> waiting; ///< it takes effect later
};

/// The one way through: every ask, whichever interface it came by, is chosen, judged, recorded and (after the
/// ledger's commit, by the signer) signed here and nowhere else.
///
/// Belongs to one thread. Calls record in the ledger's batch and count at once in the budgets; the caller
/// commits the batch before anything is answered. After a failed call or commit, `rebuild` makes memory match
/// the disk again.
class Till {
public:
    Till(ledger::Ledger& ledger, const money::Registry& registry, const Clock& clock);

    /// Forgets everything and reads it again from the ledger.
    [[nodiscard]] Result<void, DatabaseError> rebuild();
    void open(OpenVault vault) { m_vault = std::move(vault); }
    void close() { m_vault.reset(); }
    [[nodiscard]] bool isOpen() const { return m_vault.has_value(); }

    // pay.cpp: an agent asks
    [[nodiscard]] Result<Outcome, DatabaseError> pay(Agent& agent, Ask ask);
    /// The same for whoever knows already which purchase it is.
    [[nodiscard]] Result<Outcome, DatabaseError> pay(Agent& agent, Ask ask, const Hash256& purchase);
    /// The same judgement without a row, a reservation or a signature.
    [[nodiscard]] Outcome quote(Agent& agent, const Ask& ask);
    /// One payment of this agent as it stands, ready to be presented again when it still can be. Absent when
    /// there is none of that number, or it is another agent's.
    [[nodiscard]] Result<std::optional<Outcome>, DatabaseError> look(const Agent& agent, PaymentId id);

    // approve.cpp: a person decides, or nobody does
    /// Hash of everything a person is shown about what would be signed; an approval must bring it back.
    [[nodiscard]] std::string shownHash(const StoredPayment& row, const Seen& seen);
    [[nodiscard]] Result<Outcome, DatabaseError> approve(PaymentId id, std::string_view shownHash,
                                                         std::string_view by, std::string_view note);
    [[nodiscard]] Result<Outcome, DatabaseError> reject(PaymentId id, std::string_view by,
                                                        std::string_view note);
    [[nodiscard]] Result<std::optional<Outcome>, DatabaseError> giveUp(const Agent& agent, PaymentId id);
    /// Lapses what waited too long, and expires what is past its validity without proof; gives back what
    /// changed.
    [[nodiscard]] Result<std::vector<PaymentId>, DatabaseError> tick();
    [[nodiscard]] const std::map<PaymentId, Waiting>& waiting() const { return m_waiting; }

    // settle.cpp: how it ended
    [[nodiscard]] Result<std::optional<Outcome>, DatabaseError> report(const Agent& agent, PaymentId id,
                                                                       const Report& report);
    /// A final block holds its transfer. False when it does not fit the payment's state.
    [[nodiscard]] Result<bool, DatabaseError> proveSettled(PaymentId id, std::string_view transaction,
                                                           Instant blockTime, std::string_view evidence);
    /// A final block past its validity shows its nonce unused: the one way a budget grows back before its
    /// window ends.
    [[nodiscard]] Result<bool, DatabaseError> proveUnused(PaymentId id, Instant blockTime,
                                                          std::string_view evidence);
    /// Payments that a chain could still say something about, oldest first, at most `limit`.
    [[nodiscard]] std::vector<PaymentId> unproven(std::size_t limit) const;

    // chain_watch.cpp: what must not be on a chain
    /// Records an alarm and freezes its scope. False when it says nothing new.
    [[nodiscard]] Result<bool, DatabaseError> raise(Alarm alarm);
    /// Lifts an alarm; what it froze may sign again unless another one holds it. False when it is not open.
    [[nodiscard]] Result<bool, DatabaseError> lift(std::string_view alarmId, std::string_view note);
    /// Tokens left one of our accounts in one transaction of a final block. Raises an alarm for every move
    /// that no payment explains; gives back the released payments that count again.
    [[nodiscard]] Result<std::vector<PaymentId>, DatabaseError> sawOutflow(const Outflow& outflow);
    /// A final block is gone: raises an alarm, and every proof of the last day on this network is asked for
    /// again before it counts as proven.
    [[nodiscard]] Result<bool, DatabaseError> sawReorganisation(const std::string& network,
                                                                std::string_view evidence);
    /// What was proven of a payment in doubt does not hold: it counts as authorized, or expired, again.
    [[nodiscard]] Result<bool, DatabaseError> doubt(PaymentId id, std::string_view evidence);
    /// What to ask chains about now: proofs in doubt first, then unproven payments, all of them in turn as
    /// `round` goes up. Only of networks that `canAsk` says have nodes.
    [[nodiscard]] std::vector<PaymentId>
    toProve(std::size_t limit, std::uint64_t round,
            const std::function<bool(const std::string& network)>& canAsk) const;
    [[nodiscard]] bool isInDoubt(PaymentId id) const { return m_inDoubt.contains(id); }

    // choose.cpp: what nodes say that no proof is needed for
    /// What an account holds of one token (network by CAIP-2, addresses in any form). What the registry does
    /// not know is passed over.
    void sawBalance(std::string_view network, std::string_view account, std::string_view asset,
                    const KnownBalance& balance);
    /// Time of a network's newest block; absent: its nodes do not answer, so they say nothing.
    void sawNewestBlock(std::string_view network, std::optional<Instant> blockTime);
    /// What was said of a network's balances and time counts no more: it has other nodes, or other blocks.
    void forgetNetwork(std::string_view network);
    [[nodiscard]] std::optional<Balances::Room> roomIn(const Purse& purse) const
    {
        return m_balances.roomIn(purse, now());
    }
    /// Payments proven unused that count on, because evidence has released a whole limit in this window.
    [[nodiscard]] std::size_t heldReleases() const { return m_held.size(); }

    // settings
    [[nodiscard]] Settings& settings() { return m_settings; }
    [[nodiscard]] const Settings& settings() const { return m_settings; }
    /// Records a change of settings and applies it.
    [[nodiscard]] Result<void, DatabaseError> change(std::string_view kind, std::string body);

    // policies.cpp: what the owner sets, version by version
    /// What this document would change. Absent for an unknown owner.
    [[nodiscard]] std::optional<policy::PolicyChange> effectOf(std::string_view owner,
                                                               const policy::Policy& next);
    /// Makes a document the next version of a policy. Tightening holds at once and needs no authority;
    /// anything else needs the passphrase, and waits when the owner has set a delay.
    [[nodiscard]] Result<ChangeAnswer, DatabaseError> setPolicy(const PolicyWish& wish, Authority authority);
    /// How long a widening waits. A longer delay tightens; a shorter one itself waits as long as the old one.
    [[nodiscard]] Result<ChangeAnswer, DatabaseError> setDelay(std::int64_t seconds, const Author& author,
                                                               Authority authority);
    /// Calls a waiting change back. False when none of this number waits.
    [[nodiscard]] Result<bool, DatabaseError> recall(std::int64_t id, std::string_view by);
    /// Every version of a policy, oldest first, read from the ledger.
    [[nodiscard]] Result<std::vector<PolicyVersion>, DatabaseError> policyHistory(std::string_view owner);

    // agent_changes.cpp: agents and their tags
    /// Checks that a new agent could have this name: also none that waits has it.
    [[nodiscard]] std::optional<AgentError> nameFault(std::string_view name) const;
    /// Adds an agent, whose id is `agents.nextId()`. It waits when the owner has set a delay: until then its
    /// token is nobody's.
    [[nodiscard]] Result<ChangeAnswer, DatabaseError> addAgent(const Agent& agent, const Author& author,
                                                               Authority authority);
    /// What other tags would change for an agent. Absent for an unknown one.
    [[nodiscard]] std::optional<policy::PolicyChange> effectOfTags(std::string_view agentId,
                                                                   const std::vector<std::string>& tags);
    /// Gives an agent exactly these tags. As setPolicy: what cannot widen holds at once, all else needs the
    /// passphrase and may wait. All its payments, past ones too, count under the tags it has.
    [[nodiscard]] Result<ChangeAnswer, DatabaseError> setTags(std::string_view agentId,
                                                              std::vector<std::string> tags,
                                                              const Author& author, Authority authority);

    // allow_more.cpp: grants that come with approvals, and requests of agents for more
    /// The grant that would be remembered with an approval of this payment. The failure is a problem code.
    [[nodiscard]] Result<RememberedGrant, std::string>
    grantFor(const StoredPayment& row, const Remember& remember, const Author& author);
    /// Remembers it, in the same batch as the approval. It waits when the owner has set a delay.
    [[nodiscard]] Result<ChangeAnswer, DatabaseError> addGrant(const RememberedGrant& grant,
                                                               Authority authority);
    /// Ends a grant at once. False when there is none of this number.
    [[nodiscard]] Result<bool, DatabaseError> endGrant(std::int64_t id, const Author& author);
    /// What the merchant of a grant was paid in the last 24 hours, in millionths of a USD.
    [[nodiscard]] money::Amount usedOf(const RememberedGrant& grant);
    /// An agent asks for more. The number of the request, or a problem code.
    [[nodiscard]] Result<Result<std::int64_t, std::string>, DatabaseError> askForMore(MoreRequest request);
    /// A person grants exactly so much until then.
    [[nodiscard]] Result<ChangeAnswer, DatabaseError> grantMore(std::int64_t id, const money::Amount& micro,
                                                                Instant until, const Author& author,
                                                                Authority authority);
    /// A person says no, or takes an envelope back. False when there is nothing to say no to.
    [[nodiscard]] Result<bool, DatabaseError> denyMore(std::int64_t id, const Author& author);
    /// What was paid out of an envelope, in millionths of a USD.
    [[nodiscard]] money::Amount usedOf(const MoreRequest& request);

    // shadow.cpp: policies that run beside the live ones and decide nothing
    /// Runs a policy beside that of an owner (an agent's id, or kGlobalName). The failure is a problem code.
    [[nodiscard]] Result<std::string, DatabaseError>
    setShadow(const std::string& owner, const policy::Policy& policy, const Author& author);
    /// Ends it, and forgets what it said. False when there is none.
    [[nodiscard]] Result<bool, DatabaseError> clearShadow(const std::string& owner, const Author& author);
    [[nodiscard]] Result<ledger::ShadowTally, DatabaseError> shadowTally(const std::string& owner);

    [[nodiscard]] std::vector<BudgetLine> standing(const Agent& agent);
    /// What all active agents together may still spend today of one kind of money, in millionths of a USD:
    /// for each the tightest of its budgets by the day. Absent when none has one.
    [[nodiscard]] std::optional<money::Amount> leftToday(bool isPractice);

    /// Now, but never before the newest row of the ledger (invariant I13).
    [[nodiscard]] Instant now() const;
    /// The signed message's envelope for a merchant.
    [[nodiscard]] static challenge::Echo echoOf(const Seen& seen);
    /// The seen part of a payment's history.
    [[nodiscard]] Result<std::optional<Seen>, DatabaseError> seenOf(const StoredPayment& row);
    [[nodiscard]] policy::PaymentFacts factsOf(const StoredPayment& row) const;

private:
    struct Unproven {
        Instant end; ///< of its validity
        std::string network;
    };
    struct RecentProof {
        Instant at;
        PaymentId id;
        std::string network;
    };
    /// Why this may not be paid while the owner is away; empty when it may, or the owner is there.
    [[nodiscard]] std::string awayFault(const policy::PaymentFacts& facts, Instant now) const;
    [[nodiscard]] Result<void, DatabaseError> countAway(const StoredPayment& row,
                                                        const policy::PaymentFacts& facts);
    struct Choice {
        std::size_t index = 0;
        policy::PayableOption option;
    };
    /// A judgement, and what it was made of.
    struct Judged {
        Judgement judgement;
        std::optional<DecisionRecord> record;
    };
    /// The state of everything that stands above rules; a problem code, or empty.
    [[nodiscard]] std::string gate(const Agent& agent) const;
    /// Why, as the rest of a sentence.
    [[nodiscard]] std::string gateText(std::string_view code) const;
    /// The chain that our clock is visibly behind, and its newest block's time. Absent when none says so.
    [[nodiscard]] std::optional<std::pair<std::string, Instant>> chainAhead() const;
    /// The option to pay, and why each other one is not. The failure is a problem code with the rest of a
    /// sentence.
    [[nodiscard]] Result<Choice, Reason> choose(const Agent& agent, const Ask& ask,
                                                std::vector<PassedOver>& passedOver) const;
    [[nodiscard]] policy::HardCheckContext hardCheckContext(const Agent& agent, const Ask& ask) const;
    /// Why this option cannot be paid out of the agent's account; empty when it can, or nobody knows.
    [[nodiscard]] std::string whyTooLow(const Agent& agent, const policy::PayableOption& option) const;
    /// Until when a payment without proof may leave its account unseen (balances.h).
    [[nodiscard]] static Instant promisedUntil(const StoredPayment& row);
    void promiseAgain(const StoredPayment& row);
    [[nodiscard]] policy::PaymentFacts factsOf(const Agent& agent, const Ask& ask,
                                               const Choice& choice) const;
    [[nodiscard]] Judged judge(const Agent& agent, const policy::PaymentFacts& facts, Instant now) const;
    [[nodiscard]] std::vector<ledger::ShadowVerdict> shadowsSay(const Agent& agent,
                                                                const policy::PaymentFacts& facts,
                                                                const std::string& live, Instant now) const;
    [[nodiscard]] Result<void, DatabaseError> noteShadows(std::vector<ledger::ShadowVerdict> said,
                                                          PaymentId payment);
    void countShadow(std::string_view owner);
    [[nodiscard]] StoredPayment newRow(const Agent& agent, const Ask& ask, Instant now) const;
    [[nodiscard]] Result<Outcome, DatabaseError> refuse(const Agent& agent, Seen seen, Instant now);
    [[nodiscard]] Result<std::optional<Outcome>, DatabaseError>
    again(const Agent& agent, const Ask& ask, const StoredPayment& earlier, Instant now);
    /// Of a purchase that was asked for before: a refusal of its own, or the payment that is there.
    [[nodiscard]] Result<std::optional<Outcome>, DatabaseError>
    refuseRepeat(const Agent& agent, const Ask& ask, Instant now, std::string code, std::string text);
    [[nodiscard]] Result<std::optional<Outcome>, DatabaseError> joinTo(const StoredPayment& earlier,
                                                                       Instant now);
    /// The same for a message whose nonce is the client's own (client_terms.cpp).
    [[nodiscard]] Result<std::optional<Outcome>, DatabaseError>
    againByNonce(const Agent& agent, const Ask& ask, const StoredPayment& earlier, Instant now);
    /// Why a client's own message cannot be signed, a problem code and the rest of a sentence. Absent when it
    /// can, or the message is ours.
    [[nodiscard]] std::optional<Reason> faultOfClient(const Agent& agent, const Ask& ask, Instant now) const;
    [[nodiscard]] Result<Outcome, DatabaseError> present(const StoredPayment& row, Instant now);
    [[nodiscard]] ledger::Terms termsFor(const Agent& agent, const Ask& ask,
                                         const policy::PayableOption& option, const Hash256& purchase,
                                         std::int64_t generation, Instant now) const;
    [[nodiscard]] bool hasRoomToWait(const Agent& agent) const;
    [[nodiscard]] Result<void, DatabaseError> count(const StoredPayment& row, policy::PaymentFacts facts,
                                                    const Judgement& judgement);
    [[nodiscard]] Result<void, DatabaseError> endEnvelopes(Instant now);
    [[nodiscard]] money::Amount sumIn(const Agent& agent, std::string_view tracker, policy::SpendLine line);
    [[nodiscard]] Result<void, DatabaseError> lapseWaiting(Instant now, std::vector<PaymentId>& changed);
    [[nodiscard]] Result<void, DatabaseError> expireUnreported(Instant now, std::vector<PaymentId>& changed);
    /// Brings one row of the ledger back into what memory keeps of it. `vanished` are the alarms about final
    /// blocks that are gone.
    void remember(const StoredPayment& row, const std::vector<const Alarm*>& vanished);
    /// When this payment, live now or before, began to count: at first sight, or when a person approved it.
    [[nodiscard]] Instant authorizedAt(const StoredPayment& row);
    /// What the payment counts under, the envelope that it was paid out of included.
    [[nodiscard]] policy::SpendLine lineOf(const StoredPayment& row) const;
    /// Reads what is about payments again, with the settings as they are.
    [[nodiscard]] Result<void, DatabaseError> refill();
    [[nodiscard]] Result<void, DatabaseError> recount();
    [[nodiscard]] Result<ChangeAnswer, DatabaseError> widen(PendingChange change);
    [[nodiscard]] Result<void, DatabaseError> applyDue(Instant now);
    [[nodiscard]] Result<void, DatabaseError> rebuildPast(Instant since);
    [[nodiscard]] static std::uint64_t nonceKey(std::string_view nonce);
    void noteProof(const StoredPayment& row, Instant provenAt);
    /// The payment that this move is, and takes its nonce out of `nonces`; absent when there is none.
    [[nodiscard]] Result<std::optional<StoredPayment>, DatabaseError>
    paymentBehind(const Outflow& outflow, const Outflow::Move& move, std::set<std::string>& nonces);
    [[nodiscard]] Result<void, DatabaseError> revive(StoredPayment row, std::string_view evidence);

    ledger::Ledger& m_ledger;
    const money::Registry& m_registry;
    const Clock& m_clock;
    std::optional<OpenVault> m_vault;
    Settings m_settings;
    policy::SpendBook m_book;
    bool m_hasEveryPayment = false; ///< the book holds each payment ever, not sums of those of long ago
    policy::MerchantMemory m_memory;
    Balances m_balances;
    std::map<std::string, Instant, std::less<>> m_newestBlocks; ///< by CAIP-2; real money only
    std::map<PaymentId, Waiting> m_waiting;
    std::map<PaymentId, Unproven> m_unproven;   ///< authorized, not proven
    std::set<PaymentId> m_held;                 ///< of those: proven unused, over what may be released
    std::deque<RecentProof> m_proofs;           ///< of the last day, oldest first
    std::map<PaymentId, std::string> m_inDoubt; ///< proven in a block that is gone: its network
    std::unordered_map<std::uint64_t, PaymentId> m_byNonce; ///< by the beginning of the nonce
    std::multimap<Instant, PaymentId> m_expiring; ///< authorized, nothing reported: when its validity is over
};

} // namespace till::payment
