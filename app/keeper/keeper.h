#pragma once

#include "app/keeper/anchor_file.h"
#include "app/keeper/connection.h"
#include "app/keeper/node_state.h"
#include "app/keeper/owner_anchor.h"
#include "app/keeper/present.h"
#include "app/keeper/system.h"
#include "app/keeper/worker.h"
#include "core/ledger/ledger.h"
#include "core/ledger/ledger_reader.h"
#include "core/payment/till.h"
#include "core/vault/key_import.h"
#include "core/vault/vault.h"
#include "core/wire/account_messages.h"
#include "core/wire/admin_messages.h"
#include "core/wire/insight_messages.h"
#include "core/wire/more_messages.h"
#include "core/wire/policy_messages.h"
#include "core/wire/shadow_messages.h"
#include "core/wire/simulate_messages.h"
#include "core/wire/watcher_messages.h"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace till::wire {
struct Envelope;
}

namespace till::keeper {

class BackupDesk;

/// How the keeper was started.
struct KeeperOptions {
    std::string dataDir;
    std::string adminSocketPath;
    int gatewaySocket = -1;
    int watcherSocket = -1;
    int supervisorSocket = -1;
    AnchorHelper* anchorHelper = nullptr; ///< for the owner's anchor; null: the keeper reaches it itself
};

// Limits of this program's borders.
inline constexpr std::size_t kMaxAdminConnections = 32;
inline constexpr int kFramesAtOnce =
    256; ///< read from one inherited connection before the batch is committed
inline constexpr int kAdminFramesAtOnce = 16; ///< the same for one admin connection
inline constexpr std::size_t kMaxAwaits = 2048;
inline constexpr std::size_t kMaxChangedRows = 20; ///< rows in one event.payments

/// The only program that decides, records and signs.
///
/// One loop: take all waiting frames, judge them in order against state that includes the earlier ones, make
/// the batch durable with one commit, then sign on every core and answer. Nothing is answered before the
/// commit. While one batch syncs, the next one gathers in the sockets.
class Keeper {
public:
    Keeper(KeeperOptions options, ledger::Ledger ledger, ledger::LedgerReader reader);
    ~Keeper();

    /// Opens the owner's socket; nobody is served before `run`. False, with a message on stderr, when it
    /// cannot be.
    [[nodiscard]] bool listen();
    [[nodiscard]] int listener() const { return m_listener; }
    /// What shields the keys, for whoever asks.
    void setTier(wire::TierShape tier) { m_tier = std::move(tier); }
    /// Loads the vault when there is one; with a passphrase also opens it, for unattended use. False, with a
    /// message on stderr, when the passphrase was given and does not open it.
    [[nodiscard]] bool start(std::span<const std::uint8_t> passphrase);
    /// Runs until SIGTERM or SIGINT.
    void run();

private:
    using Link =
        std::shared_ptr<Connection>; // shared with workers, which may still be sending when it is dropped
    struct Pending {
        Link to;
        std::int64_t id = 0;
        std::string frame;                      ///< ready, unless there is a reservation
        std::optional<std::size_t> reservation; ///< sign, then answer
        wire::PaymentAnswer answer;
        challenge::Echo echo;
        std::string agent;               ///< whose payment is signed
        std::optional<Hash256> purchase; ///< that was asked for
        bool isOfPayment = false;        ///< about one that was there before
    };
    /// Somebody who gave the passphrase, and what that is for.
    struct ProofAsk {
        Link link;
        std::int64_t id = 0;
        wire::SecretText passphrase;
        std::function<void(const crypto::SecretBytes& vaultKey)> action;
        std::uint64_t lockCount = 0; ///< when it was asked
    };
    struct Await {
        Link to;
        std::int64_t id = 0;
        std::string agent;
        std::int64_t token = 0; ///< its number: when that ends, so does the wait
        payment::Caller caller;
    };
    /// Asked before the wallet was open for the first time.
    struct LockedAwait {
        Link to;
        std::int64_t id = 0;
        wire::PaymentGet get;
    };

    // keeper.cpp: the loop
    void gather(const Link& link);
    void handle(const Link& link, const std::string& frame);
    void handle(const Link& link, const wire::Envelope& envelope);
    /// What the gateway asks most, read the quick way. False: not taken, read it the long way.
    [[nodiscard]] bool handlePlainPay(const Link& link, std::string_view frame);
    /// False when the batch was lost: then nothing of it was recorded, and memory was read anew.
    bool finishBatch();
    void answerSigned(std::vector<Pending> signedOnes, std::vector<ledger::Reservation> reservations);
    /// No signature for this agent (for anybody when it is empty) leaves from now on that has not left yet,
    /// be it in the making or waiting for a slow reader (invariant I10). What waits is answered with `code`.
    void stopSignatures(std::string_view agent, std::string_view code);
    void runCompletions();
    void complete(std::function<void()> onLoop);
    void tick();
    template <class T>
    void reply(const Link& link, std::int64_t id, const T& shape);
    void replyError(const Link& link, std::int64_t id, std::string_view code, std::string message = {});
    /// Leaves when the batch is committed.
    void queue(const Link& link, std::int64_t id, std::string frame);
    void replyOutcome(const Link& link, std::int64_t id, payment::Outcome outcome);

    // lost_ledger.cpp: when a write or a commit failed
    /// Marks the batch as lost and answers so.
    void replyLedgerFailed(const Link& link, std::int64_t id, ledger::DatabaseError error);
    /// The same of a frame about one payment, which may have been signed before.
    void replyPaymentFailed(const Link& link, std::int64_t id, ledger::DatabaseError error);
    /// Whether money may have moved for what is asked here, though nothing was signed in this batch.
    [[nodiscard]] std::string_view moneyMovedBefore(const Pending& lost);
    /// Memory may hold what a failed commit never made durable until the ledger can be read again. Nothing is
    /// promised from it meanwhile, also not that a thing is so already. True when it said so.
    [[nodiscard]] bool isRefusedWhileDown(const Link& link, std::int64_t id);
    void recoverLedger();

    // events.cpp: what subscribers are told
    void changed(const ledger::StoredPayment& row);
    void pushEvents();
    void pushApproval(const payment::Outcome& outcome);
    void pushApprovalGone(const ledger::StoredPayment& row);
    [[nodiscard]] wire::StatusAnswer status(const Link& link) const;
    [[nodiscard]] std::optional<wire::ApprovalShape> approvalOf(const ledger::StoredPayment& row,
                                                                const payment::Seen& seen);
    void toSubscribers(const std::string& frame);
    [[nodiscard]] bool hasSubscribers() const;

    // gateway_frames.cpp
    void handleGateway(const Link& link, const wire::Envelope& envelope);
    void pay(const Link& link, std::int64_t id, wire::Pay pay);
    void quote(const Link& link, std::int64_t id, const wire::Pay& pay);
    void look(const Link& link, std::int64_t id, const wire::PaymentGet& get);
    void await(const Link& link, std::int64_t id, const wire::PaymentGet& get);
    void cancel(const Link& link, std::int64_t id, const wire::PaymentGet& get);
    void report(const Link& link, std::int64_t id, const wire::SettlementReport& report);
    void agentSelf(const Link& link, std::int64_t id, const wire::AgentSelf& self);
    void agentPayments(const Link& link, std::int64_t id, const wire::AgentPaymentsPage& page);
    void resolveAwaits(ledger::PaymentId payment);

    // token_frames.cpp: who asks, and what the owner does with tokens
    [[nodiscard]] payment::Recognised recognise(const std::string& token, const wire::CallerShape& caller);
    /// Its agent, or null after a refusal.
    [[nodiscard]] payment::Agent* admitted(const Link& link, std::int64_t id,
                                           const payment::Recognised& known);
    [[nodiscard]] payment::Agent* authenticate(const Link& link, std::int64_t id, const std::string& token,
                                               const wire::CallerShape& caller);
    template <class T>
    [[nodiscard]] payment::Agent* authenticate(const Link& link, std::int64_t id, const T& frame)
    {
        return authenticate(link, id, frame.token, frame.caller);
    }
    [[nodiscard]] std::size_t awaitCount() const;
    void takeLockedAwaits();
    /// Answers the waits whose token or caller is not good any more.
    void endAwaits();
    void tellGateway(const std::string& agentId);
    /// After a change that ends tokens: makes it durable, then nothing of this agent leaves or waits any
    /// more.
    [[nodiscard]] bool endUseOf(const Link& link, std::int64_t id, const std::string& agentId);
    /// The expiry, 0 for none; absent after a refusal.
    [[nodiscard]] std::optional<std::int64_t> expiryOf(const Link& link, std::int64_t id,
                                                       const std::optional<std::int64_t>& expiresAtMs);
    void rotateToken(const Link& link, std::int64_t id, const wire::AgentRotate& rotate);
    void revokeTokens(const Link& link, std::int64_t id, const wire::AgentRevoke& revoke);
    void removeAgent(const Link& link, std::int64_t id, const wire::AgentRemove& remove);
    void bindAgent(const Link& link, std::int64_t id, const wire::AgentBind& bind);
    void showTokens(const payment::Agent& agent, wire::AgentShape& shape) const;

    // admin_frames.cpp
    void handleAdmin(const Link& link, const wire::Envelope& envelope);
    void handleSupervisor(const Link& link, const wire::Envelope& envelope);
    void subscribe(const Link& link, std::int64_t id);
    void setPaused(const Link& link, std::int64_t id, std::string_view kind);
    void listApprovals(const Link& link, std::int64_t id, const wire::ApprovalList& list);
    void decide(const Link& link, std::int64_t id, const wire::ApprovalDecide& decide);
    void listNetworks(const Link& link, std::int64_t id);
    void setNetwork(const Link& link, std::int64_t id, const wire::NetworkSet& set);
    [[nodiscard]] wire::NetworkShape shapeOf(const money::Network& network) const;

    // agent_frames.cpp
    void listAgents(const Link& link, std::int64_t id, const wire::AgentList& list);
    void addAgent(const Link& link, std::int64_t id, const wire::AgentAdd& add);
    void setAgentState(const Link& link, std::int64_t id, const wire::AgentSetState& set);
    void setTags(const Link& link, std::int64_t id, const wire::AgentSetTags& set);
    [[nodiscard]] wire::AgentShape shapeOf(const payment::Agent& agent);
    [[nodiscard]] wire::AgentShape shapeOf(const payment::Agent& agent, Instant dueAt);

    // policy_frames.cpp
    [[nodiscard]] std::string policyOwner(const std::string& named);
    [[nodiscard]] std::optional<payment::PolicyEdit>
    versionOf(const Link& link, std::int64_t id, const std::string& owner, std::int64_t version);
    [[nodiscard]] std::optional<payment::PolicyWish> wishOf(const Link& link, std::int64_t id,
                                                            const wire::PolicySet& set);
    void getPolicy(const Link& link, std::int64_t id, const wire::PolicyGet& get);
    void setPolicy(const Link& link, std::int64_t id, const wire::PolicySet& set);
    void changePolicy(const Link& link, std::int64_t id, const payment::PolicyWish& wish,
                      payment::Authority authority);
    void policyHistory(const Link& link, std::int64_t id, const wire::PolicyHistoryGet& get);
    void listPresets(const Link& link, std::int64_t id);
    void listPending(const Link& link, std::int64_t id);
    void recallPending(const Link& link, std::int64_t id, const wire::PendingRecall& recall);
    void setDelay(const Link& link, std::int64_t id, const wire::DelaySet& set);

    // shadow_frames.cpp
    void replyShadow(const Link& link, std::int64_t id, const std::string& owner);
    void getShadow(const Link& link, std::int64_t id, const wire::ShadowGet& get);
    void setShadow(const Link& link, std::int64_t id, const wire::ShadowSet& set);
    void clearShadow(const Link& link, std::int64_t id, const wire::ShadowClear& clear);

    // allowance_frames.cpp
    [[nodiscard]] wire::MoreShape shapeOf(const payment::MoreRequest& request);
    [[nodiscard]] wire::GrantShape shapeOf(const payment::RememberedGrant& grant);
    void askForMore(const Link& link, std::int64_t id, const wire::MoreAsk& ask);
    void ownRequests(const Link& link, std::int64_t id, const wire::MoreOwn& own);
    void listRequests(const Link& link, std::int64_t id, const wire::MoreList& list);
    void decideRequest(const Link& link, std::int64_t id, const wire::MoreDecide& decide);
    void pushMore(const payment::MoreRequest& request);
    void listGrants(const Link& link, std::int64_t id, const wire::GrantList& list);
    void endGrant(const Link& link, std::int64_t id, const wire::GrantEnd& end);
    [[nodiscard]] std::optional<payment::RememberedGrant> grantWith(const Link& link, std::int64_t id,
                                                                    ledger::PaymentId payment,
                                                                    const wire::ApprovalDecide& decide);

    // ledger_frames.cpp: a ledger that is older than it was is frozen (invariant I14)
    void checkAnchor();
    /// Keeps the anchor near the ledger's head.
    void keepAnchor(std::int64_t atMostEveryMs);
    void freeze(const ledger::Anchor& anchor, const std::string& why);

    // owner_anchor_frames.cpp: a second anchor where the owner wants it, for copies of the whole directory
    [[nodiscard]] AnchorFile ownerAnchorFile(const std::string& path) const;
    void checkOwnerAnchor();
    void keepOwnerAnchor();
    void leaveOwnerAnchor();
    void haveTakenTurn(const AnchorTurn& turn);
    void replaceOwnerAnchor();
    void setOwnerAnchor(const Link& link, std::int64_t id, const wire::LedgerAnchorSet& set);
    [[nodiscard]] bool isInLedger(const ledger::Anchor& anchor) const;
    [[nodiscard]] wire::LedgerAnchorShape ownerAnchorShape() const;
    void thaw(const Link& link, std::int64_t id, const wire::LedgerThaw& thaw);

    void loadVault();
    /// A vault that could not be read is tried again; when it still cannot, or there is none, that is
    /// answered.
    [[nodiscard]] bool hasVault(const Link& link, std::int64_t id);

    // proof.cpp: who has proved the passphrase, and how often one may try
    /// Runs `action` on the loop once the passphrase is proved.
    void withProof(const Link& link, std::int64_t id, wire::SecretText passphrase,
                   std::function<void()> action);
    /// The same for what needs the vault key itself; it is good for the length of the call.
    void withProvenKey(const Link& link, std::int64_t id, wire::SecretText passphrase,
                       std::function<void(const crypto::SecretBytes&)> action);
    /// Runs it at once on a connection that has proved, not too long ago, while the vault is open; else needs
    /// the passphrase.
    void whenProved(const Link& link, std::int64_t id, std::optional<wire::SecretText> passphrase,
                    std::function<void()> action);
    void prove(const Link& link, std::int64_t id, wire::SecretText passphrase);
    void nextProof();
    void judgeProof(const ProofAsk& ask, Result<crypto::SecretBytes, vault::VaultError> found);
    [[nodiscard]] Result<void, ledger::DatabaseError> noteRight();
    void noteProof(const Link& link);
    [[nodiscard]] bool isProved(const Connection& link) const;
    [[nodiscard]] bool mayTry(const Connection& link) const;
    void startTryDelay();
    void startLongestTryDelay();
    [[nodiscard]] std::int64_t tryAgainMs() const;
    void replyTooManyTries(const Link& link, std::int64_t id);
    [[nodiscard]] bool openAtStart(std::span<const std::uint8_t> passphrase);

    // lock_frames.cpp: when it locks, and what goes on while nobody is there
    void lockNow(const Link& link, std::int64_t id, const wire::Lock& lock);
    void lockOrLeave(std::string_view because);
    void lock();
    void endProofs();
    void ownerIsHere();
    /// Nobody is there, and agents go on within the cap.
    [[nodiscard]] bool isAway() const { return m_till.isOpen() && m_till.settings().security.isAway; }
    void checkIdle();
    void integrityIs(bool isWhole);
    void getSecurity(const Link& link, std::int64_t id);
    void setLockRules(const Link& link, std::int64_t id, const wire::LockRulesSet& set);
    void unattendedOn(const Link& link, std::int64_t id, const wire::UnattendedOn& on);
    void unattendedOff(const Link& link, std::int64_t id);

    // vault_frames.cpp
    void createVault(const Link& link, std::int64_t id, wire::VaultCreate create);
    void finishCreate(const Link& link, std::int64_t id, vault::SlotKey slotKey,
                      const wire::VaultCreate& create);
    void opened();
    /// Nothing is signed on a history that does not verify (invariant I8).
    [[nodiscard]] std::string_view ledgerFault() const
    {
        return m_integrity == "broken" ? "ledger_broken" : m_isFrozen ? "ledger_rolled_back" : "";
    }
    void listAccounts(const Link& link, std::int64_t id);
    void newAccount(const Link& link, std::int64_t id, const wire::AccountNew& create);
    void importAccount(const Link& link, std::int64_t id, const wire::AccountImport& import);
    [[nodiscard]] wire::AccountShape shapeOf(const vault::Account& account) const;
    void checkIntegrity();
    void lendVault();

    // account_frames.cpp: accounts of both families. False: no frame of these.
    [[nodiscard]] bool handleAccounts(const Link& link, const wire::Envelope& envelope);
    [[nodiscard]] wire::AccountDetail detailOf(const vault::Account& account) const;
    void replyVaultError(const Link& link, std::int64_t id, vault::VaultError error);
    void replyAccount(const Link& link, std::int64_t id,
                      const Result<vault::Account, vault::VaultError>& account);
    void listDetails(const Link& link, std::int64_t id, const wire::AccountDetailList& list);
    void deriveAccount(const Link& link, std::int64_t id, const wire::AccountDerive& derive);
    void watchAccount(const Link& link, std::int64_t id, const wire::AccountWatch& watch);
    void editAccount(const Link& link, std::int64_t id, const wire::AccountEdit& edit);
    void setDefaultAccount(const Link& link, std::int64_t id, const wire::AccountDefault& set);
    void showVault(const Link& link, std::int64_t id);

    // key_frames.cpp: keys that come and go, and what opens the vault
    void importKeys(const Link& link, std::int64_t id, wire::KeyImport import);
    void showFound(const Link& link, std::int64_t id, const std::vector<vault::ImportTask::Found>& found);
    void keepFound(const Link& link, std::int64_t id, std::vector<vault::ImportTask::Found>& found,
                   const std::string& label);
    void exportAccount(const Link& link, std::int64_t id, wire::AccountExport request);
    void sealKeystore(const Link& link, std::int64_t id, std::shared_ptr<crypto::SecretBytes> key,
                      const wire::SecretText& filePassphrase);
    void changePassphrase(const Link& link, std::int64_t id, wire::PassphraseChange change);
    void setRecoveryCode(const Link& link, std::int64_t id, const wire::RecoveryCodeSet& set);

    // sign_in_frames.cpp
    void signIn(const Link& link, std::int64_t id, const wire::SignIn& request);
    // backup_frames.cpp
    [[nodiscard]] wire::BackupStatusShape backupStatus() const;
    void makeBackup(const Link& link, std::int64_t id, const wire::BackupMake& make);
    void startBackup(const Link& link, std::int64_t id);
    void readBackup(const Link& link, std::int64_t id, const wire::BackupRead& read);
    void backupStored(const Link& link, std::int64_t id, const wire::BackupStored& stored);

    // restore_frames.cpp
    void beginBackup(const Link& link, std::int64_t id, const wire::BackupBegin& begin);
    void putBackup(const Link& link, std::int64_t id, const wire::BackupPut& put);
    void finishBackup(const Link& link, std::int64_t id, const wire::BackupFinish& finish);
    void checkBackup(const Link& link, std::int64_t id, const wire::SecretText& passphrase);
    void restoreBackup(const Link& link, std::int64_t id, const wire::SecretText& passphrase);
    /// Puts what was restored in the place of what is there. False: this program must end and start anew.
    [[nodiscard]] bool install();

    // reader_frames.cpp: long questions, on another thread and connection
    void listPayments(const Link& link, std::int64_t id, const wire::PaymentsList& list);
    void findPayments(const Link& link, std::int64_t id, const wire::PaymentsFind& find);
    void sendPage(const Link& link, std::int64_t id,
                  const Result<ledger::PaymentFilter, std::string>& filter);
    void paymentDetail(const Link& link, std::int64_t id, const std::string& paymentId);
    void verifyLedger(const Link& link, std::int64_t id);
    void overview(const Link& link, std::int64_t id, const wire::OverviewGet& get);
    void insights(const Link& link, std::int64_t id, const wire::InsightsGet& get);
    void paymentMargin(const Link& link, std::int64_t id, const std::string& paymentId);
    void sumPayments(const Link& link, std::int64_t id, const wire::PaymentsSum& sum);
    void notePayment(const Link& link, std::int64_t id, const wire::PaymentNote& note);

    // simulate_frames.cpp
    void simulatePolicy(const Link& link, std::int64_t id, const wire::PolicySimulate& simulate);

    // watcher_frames.cpp
    void handleWatcher(const Link& link, const wire::Envelope& envelope);
    void watchList(const Link& link, std::int64_t id);
    void sawBalance(const wire::BalanceEvidence& body);
    void settled(const Link& link, std::int64_t id, const wire::SettledEvidence& evidence);
    void unused(const Link& link, std::int64_t id, const wire::UnusedEvidence& evidence);

    // chain_frames.cpp: what else the watcher says of chains
    void networkHealth(const Link& link, std::int64_t id, wire::NetworkHealth health);
    void outflow(const Link& link, std::int64_t id, const wire::OutflowEvidence& evidence);
    void scanned(const Link& link, std::int64_t id, const wire::ScannedEvidence& evidence);
    void reorganised(const Link& link, std::int64_t id, const wire::ReorganisedEvidence& evidence);
    void doubt(const Link& link, std::int64_t id, const wire::DoubtEvidence& evidence);
    [[nodiscard]] std::optional<payment::WatchMark> markOf(const std::string& network);

    // alarm_frames.cpp: balances, alarms, and what is not as it should be
    void listBalances(const Link& link, std::int64_t id, const wire::BalanceList& list);
    void listAlarms(const Link& link, std::int64_t id, const wire::AlarmList& list);
    void liftAlarm(const Link& link, std::int64_t id, const wire::AlarmLift& lift);
    [[nodiscard]] wire::BalanceShape balanceOf(const vault::Account& account, const money::Network& network,
                                               const money::Asset& asset) const;
    [[nodiscard]] std::vector<wire::Reason> notices() const;
    [[nodiscard]] std::string nodeText(const money::Network& network) const;
    [[nodiscard]] std::vector<std::string> nodesOf(const money::Network& network) const;

    KeeperOptions m_options;
    SystemClock m_clock;
    SystemEntropy m_entropy;
    ledger::Ledger m_ledger;
    ledger::LedgerReader m_reader; ///< used by m_readWorker's one thread only
    payment::Till m_till;
    std::optional<vault::Vault> m_vault;
    std::optional<vault::VaultError> m_vaultFault;

    std::string m_bootId;
    int m_listener = -1;
    int m_wake = -1; ///< eventfd: a completion is waiting
    int m_signals = -1;
    std::vector<Link> m_links;
    std::int64_t m_nextLinkId = 1;

    std::vector<Pending> m_pending; ///< answers of this batch, in order
    bool m_isBatchLost = false;
    std::optional<ledger::DatabaseError> m_batchError; ///< why it was lost
    bool m_isLedgerDown = false;
    std::map<ledger::PaymentId, std::vector<Await>> m_awaits;
    std::vector<LockedAwait> m_lockedAwaits;
    /// Since the first unlock, and also while locked: agents are told apart by it, and nothing else.
    std::optional<crypto::SecretBytes> m_tokenKey;

    std::map<ledger::PaymentId, ledger::StoredPayment> m_changed;
    std::int64_t m_skipped = 0;
    std::int64_t m_nextEventsMs = 0;
    std::int64_t m_nextTickMs = 0;
    std::string m_lastState;

    std::string m_endpoint;
    std::string m_practiceShop;
    std::string m_integrity = "checking";
    std::map<std::string, NodeState> m_health;         ///< by CAIP-2
    std::map<std::string, payment::WatchMark> m_marks; ///< newer than those in the ledger
    std::map<std::string, std::int64_t> m_markWritten; ///< Unix milliseconds
    std::uint64_t m_watchRound = 0;
    AnchorFile m_anchorFile;
    ledger::Anchor m_anchor; ///< as it is on disk
    std::int64_t m_nextAnchorMs = 0;
    bool m_isFrozen = false;
    ledger::Anchor m_frozenBy;                   ///< what the ledger does not reach
    std::optional<ledger::Anchor> m_ownerAnchor; ///< as we know it on the owner's disk
    std::optional<Instant> m_ownerAnchorAt;      ///< written
    std::string m_ownerAnchorTrouble;            ///< the rest of a sentence; empty when all is well
    std::int64_t m_nextOwnerAnchorMs = 0;
    bool m_isAnchorTurn = false;               ///< under way on m_anchorWorker
    std::map<std::string, Balance> m_balances; ///< by network|address|asset

    wire::TierShape m_tier;
    std::deque<ProofAsk> m_proofs; ///< wait for their turn
    bool m_isProving = false;
    bool m_hasWrongInBatch = false; ///< a wrong passphrase, not on disk yet
    std::uint64_t m_lockCount = 0;  ///< what was asked before a lock is not done after it
    std::int64_t m_nextTryMs = 0;   ///< by the wall clock
    std::int64_t m_nextTrySteadyMs = 0;
    std::int64_t m_lastOwnerMs = 0;
    bool m_wasOpenedAtStart = false; ///< for unattended use: does not lock when nobody is there

    std::unique_ptr<BackupDesk> m_backups;
    bool m_mustEnd = false; ///< the files were exchanged under it

    std::mutex m_completionsMutex;
    std::vector<std::function<void()>> m_completions;

    // Last, so that their threads end before anything that their jobs use.
    Worker m_signWorker;
    Worker m_readWorker;
    Worker m_keyWorker;
    Worker m_checkWorker; ///< walks the whole ledger: minutes for millions of rows
    Worker m_anchorWorker;
    Worker m_backupWorker;
};

} // namespace till::keeper
