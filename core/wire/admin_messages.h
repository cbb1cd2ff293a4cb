#pragma once

#include "core/wire/agent_messages.h"
#include "core/wire/shared_shapes.h"

/// Frames on admin.sock: the app and the CLI. Reading is free. What widens carries `passphrase`, which the
/// keeper itself checks. Approving and resuming need a connection that has unlocked the vault or proved the
/// passphrase once (`prove`), or carry it. Narrowing, pausing and locking never need one.
namespace till::wire {

/// What the bar across the top and `till status` show. Also pushed as `event.state` whenever it changes.
struct StatusAnswer {
    static constexpr const char* kType = "status.answer";
    std::string vault; ///< none | locked | unlocked
    bool paused = false;
    bool proved = false;      ///< this connection has proved the passphrase
    std::string endpoint;     ///< "http://127.0.0.1:4402", empty while the gateway is not up
    std::string practiceShop; ///< its URL, empty without
    std::string tier;         ///< in words: what protects the keys
    std::int64_t waiting = 0;
    std::int64_t agents = 0;
    std::int64_t events = 0; ///< rows in the ledger
    std::string integrity;   ///< ok | broken | checking
    std::string version;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("vault", s.vault);
        v("paused", s.paused);
        v("proved", s.proved);
        v("endpoint", s.endpoint);
        v("practiceShop", s.practiceShop);
        v("tier", s.tier);
        v("waiting", s.waiting);
        v("agents", s.agents);
        v("events", s.events);
        v("integrity", s.integrity);
        v("version", s.version);
    }
};
struct StatusGet : Done {
    static constexpr const char* kType = "status";
};

struct AccountShape {
    std::string id;     ///< "acc_1"
    std::string family; ///< evm
    std::string address;
    std::string label;
    std::string kind;             ///< derived | imported
    std::vector<Reason> balances; ///< code: CAIP-2 + "/" + symbol; text: "12.50 USDC, 3 s ago"
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("family", s.family);
        v("address", s.address);
        v("label", s.label);
        v("kind", s.kind);
        v("balances", s.balances);
    }
};

/// Makes the vault, with a new phrase or from one. The new vault is unlocked and this connection has proved
/// it.
struct VaultCreate {
    static constexpr const char* kType = "vault.create";
    std::string passphrase;
    std::int64_t words = 12;           ///< 12 or 24; ignored with `phrase`
    std::optional<std::string> phrase; ///< restore from this one
    std::int64_t kdfMemoryMiB = 256;   ///< 64 … 1024
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("passphrase", s.passphrase);
        v("words", s.words);
        v("phrase", s.phrase);
        v("kdfMemoryMiB", s.kdfMemoryMiB);
    }
};
struct VaultCreated {
    static constexpr const char* kType = "vault.created";
    std::string vaultId;
    std::string phrase; ///< the new words, this one time; empty after a restore
    std::vector<AccountShape> accounts;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("vaultId", s.vaultId);
        v("phrase", s.phrase);
        v("accounts", s.accounts);
    }
};

/// Opens the vault and proves this connection. Answer: Done, or wrong_passphrase with the delay in the hint.
struct Unlock {
    static constexpr const char* kType = "unlock";
    std::string passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("passphrase", s.passphrase);
    }
};
/// Proves the passphrase for this connection while the vault is open already.
struct Prove : Unlock {
    static constexpr const char* kType = "prove";
};
struct Lock : Done {
    static constexpr const char* kType = "lock";
};
struct PauseAll : Done {
    static constexpr const char* kType = "pause";
};
/// Widens: needs a proved connection, or the passphrase here.
struct ResumeAll {
    static constexpr const char* kType = "resume";
    std::optional<std::string> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("passphrase", s.passphrase);
    }
};

struct AccountList : Done {
    static constexpr const char* kType = "account.list";
};
struct AccountsAnswer {
    static constexpr const char* kType = "accounts";
    std::vector<AccountShape> accounts;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("accounts", s.accounts);
    }
};
/// A new derived account. Answer: AccountsAnswer with the one.
struct AccountNew {
    static constexpr const char* kType = "account.new";
    std::string label;
    std::string passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("label", s.label);
        v("passphrase", s.passphrase);
    }
};
struct AccountImport {
    static constexpr const char* kType = "account.import";
    std::string family;     ///< evm
    std::string privateKey; ///< 64 hex digits, 0x optional
    std::string label;
    std::string passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("family", s.family);
        v("privateKey", s.privateKey);
        v("label", s.label);
        v("passphrase", s.passphrase);
    }
};

struct AgentShape {
    std::string id;
    std::string name;
    std::string account; ///< account id
    std::string address;
    std::string preset;        ///< practice | careful | everyday | autopilot | custom
    std::string state;         ///< active | paused
    std::string pausedBecause; ///< empty while active
    std::int64_t colour = 0;   ///< 0 … 7, the same everywhere; 8 is "other"
    std::vector<std::string> privateHosts;
    std::int64_t createdAtMs = 0;
    std::optional<std::int64_t> lastCallMs;
    std::string spentTodayText; ///< "1.25 USD"
    std::vector<BudgetEffect> budgets;
    std::string policy; ///< the document, JSON
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("name", s.name);
        v("account", s.account);
        v("address", s.address);
        v("preset", s.preset);
        v("state", s.state);
        v("pausedBecause", s.pausedBecause);
        v("colour", s.colour);
        v("privateHosts", s.privateHosts);
        v("createdAtMs", s.createdAtMs);
        v("lastCallMs", s.lastCallMs);
        v("spentTodayText", s.spentTodayText);
        v("budgets", s.budgets);
        v("policy", s.policy);
    }
};
/// Widens. Exactly one of preset and policy. Answer: AgentAdded.
struct AgentAdd {
    static constexpr const char* kType = "agent.add";
    std::string name;
    std::optional<std::string> account; ///< absent: a new derived account for this agent
    std::optional<std::string> preset;
    std::optional<std::string> policy; ///< JSON document
    std::vector<std::string> privateHosts;
    std::string passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("name", s.name);
        v("account", s.account);
        v("preset", s.preset);
        v("policy", s.policy);
        v("privateHosts", s.privateHosts);
        v("passphrase", s.passphrase);
    }
};
struct AgentAdded {
    static constexpr const char* kType = "agent.added";
    AgentShape agent;
    std::string token; ///< shown this one time
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("agent", s.agent);
        v("token", s.token);
    }
};
struct AgentList {
    static constexpr const char* kType = "agent.list";
    std::optional<std::string> after; ///< id of the last agent of the page before
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("after", s.after);
    }
};
struct AgentsAnswer {
    static constexpr const char* kType = "agents";
    std::vector<AgentShape> agents;
    std::optional<std::string> next;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("agents", s.agents);
        v("next", s.next);
    }
};
/// state: paused (free) or active (needs a proved connection or the passphrase). Answer: AgentsAnswer with
/// the one.
struct AgentSetState {
    static constexpr const char* kType = "agent.state";
    std::string agent; ///< id or name
    std::string state;
    std::optional<std::string> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("agent", s.agent);
        v("state", s.state);
        v("passphrase", s.passphrase);
    }
};

/// All that the approval prompt shows. Also pushed as `event.approval` when one arrives.
struct ApprovalShape {
    std::string id; ///< payment id
    PaymentRow payment;
    std::vector<Reason> differences; ///< what is different from before, worst first
    std::string usual;               ///< "As usual: 41 payments, 0.20 to 0.25", or empty
    std::vector<Reason> askedBecause;
    std::vector<BudgetEffect> budgets;
    ClaimsShape claims;
    std::string sellerWords; ///< already made visible and cut
    CallerShape caller;
    std::string from;
    std::int64_t validForSeconds = 0; ///< once signed
    std::int64_t expiresAtMs = 0;     ///< nobody decided until then: lapsed
    std::string shownHash;            ///< binds what was shown: comes back in ApprovalDecide
    std::string optionRaw;            ///< cut to 2048 bytes, made visible
    std::vector<Reason> trace;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("payment", s.payment);
        v("differences", s.differences);
        v("usual", s.usual);
        v("askedBecause", s.askedBecause);
        v("budgets", s.budgets);
        v("claims", s.claims);
        v("sellerWords", s.sellerWords);
        v("caller", s.caller);
        v("from", s.from);
        v("validForSeconds", s.validForSeconds);
        v("expiresAtMs", s.expiresAtMs);
        v("shownHash", s.shownHash);
        v("optionRaw", s.optionRaw);
        v("trace", s.trace);
    }
};
struct ApprovalList {
    static constexpr const char* kType = "approvals";
    std::optional<std::string> after; ///< payment id
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("after", s.after);
    }
};
struct ApprovalsAnswer {
    static constexpr const char* kType = "approvals.answer";
    std::vector<ApprovalShape> approvals; ///< oldest first
    std::optional<std::string> next;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("approvals", s.approvals);
        v("next", s.next);
    }
};
/// decision: approve or deny. `shownHash` must be the one that was shown (I16); the CLI passes what it
/// listed. Answer: PaymentAnswer without headers. Fails with already_decided when it no longer waits.
struct ApprovalDecide {
    static constexpr const char* kType = "approval.decide";
    std::string paymentId;
    std::string decision;
    std::string shownHash;
    std::string by;                        ///< "app" or "cli", recorded
    std::string note;                      ///< at most 200 bytes, recorded
    std::optional<std::string> passphrase; ///< for a connection that has not proved yet
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("paymentId", s.paymentId);
        v("decision", s.decision);
        v("shownHash", s.shownHash);
        v("by", s.by);
        v("note", s.note);
        v("passphrase", s.passphrase);
    }
};

/// Newest first. Answer: PaymentsPage.
struct PaymentsList {
    static constexpr const char* kType = "payments.list";
    std::optional<std::string> agent; ///< id or name
    std::optional<std::string> status;
    std::optional<std::string> host;
    std::optional<std::string> text; ///< part of host, path, payTo or id
    std::optional<std::int64_t> sinceMs;
    std::optional<std::string> after; ///< `next` of the page before
    std::int64_t limit = 25;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("agent", s.agent);
        v("status", s.status);
        v("host", s.host);
        v("text", s.text);
        v("sinceMs", s.sinceMs);
        v("after", s.after);
        v("limit", s.limit);
    }
};
/// One entry of a payment's timeline.
struct TimelineEntry {
    std::int64_t atMs = 0;
    std::string kind;       ///< seen, waiting, approved, authorized, settled, …
    std::string text;       ///< one sentence
    std::int64_t event = 0; ///< row of the ledger
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("atMs", s.atMs);
        v("kind", s.kind);
        v("text", s.text);
        v("event", s.event);
    }
};
struct PaymentDetailGet {
    static constexpr const char* kType = "payment.detail";
    std::string paymentId;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("paymentId", s.paymentId);
    }
};
struct PaymentDetail {
    static constexpr const char* kType = "payment.detail.answer";
    PaymentRow payment;
    std::optional<DecisionShape> decision;
    std::vector<Reason> trace; ///< what was evaluated, in order, with the numbers
    std::vector<TimelineEntry> timeline;
    ClaimsShape claims;
    CallerShape caller;
    std::string sellerWords;
    std::optional<AuthorizationShape> authorization;
    std::string optionRaw; ///< made visible, cut to 4096 bytes
    std::string decidedBy; ///< "rules", or who approved or denied
    std::string hash;      ///< of the row that authorised it, hex
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("payment", s.payment);
        v("decision", s.decision);
        v("trace", s.trace);
        v("timeline", s.timeline);
        v("claims", s.claims);
        v("caller", s.caller);
        v("sellerWords", s.sellerWords);
        v("authorization", s.authorization);
        v("optionRaw", s.optionRaw);
        v("decidedBy", s.decidedBy);
        v("hash", s.hash);
    }
};
struct LedgerVerify : Done {
    static constexpr const char* kType = "payments.verify";
};
struct LedgerVerified {
    static constexpr const char* kType = "payments.verified";
    bool ok = false;
    std::int64_t events = 0;
    std::string head;
    std::optional<std::int64_t> firstBad;
    std::string why;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("ok", s.ok);
        v("events", s.events);
        v("head", s.head);
        v("firstBad", s.firstBad);
        v("why", s.why);
    }
};

/// The overview's numbers and bars. Dollar-pegged assets only, practice money apart.
struct OverviewGet {
    static constexpr const char* kType = "overview";
    std::string groupBy;     ///< agent | host | asset
    std::string bucket;      ///< hour | day | week | month
    std::int64_t fromMs = 0; ///< at most 400 buckets
    std::int64_t untilMs = 0;
    std::string timeZone;  ///< IANA name, for bucket edges
    bool practice = false; ///< practice money instead of real money
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("groupBy", s.groupBy);
        v("bucket", s.bucket);
        v("fromMs", s.fromMs);
        v("untilMs", s.untilMs);
        v("timeZone", s.timeZone);
        v("practice", s.practice);
    }
};
struct ChartSeries {
    std::string key; ///< agent id, host or asset
    std::string label;
    std::int64_t colour = 8;         ///< an agent's own; else by rank
    std::vector<std::string> values; ///< millionths of a dollar a bucket, canonical digits
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("key", s.key);
        v("label", s.label);
        v("colour", s.colour);
        v("values", s.values);
    }
};
struct Overview {
    static constexpr const char* kType = "overview.answer";
    std::string spentToday; ///< "1.25"
    std::string leftToday;  ///< of the tightest sum of daily budgets; empty when there is none
    std::string atRisk;     ///< signed, not settled
    std::int64_t waiting = 0;
    std::int64_t unknown = 0;
    std::vector<std::int64_t> bucketStartsMs;
    std::vector<ChartSeries> series; ///< at most nine, the last may be "other"
    std::vector<BudgetEffect> budgets;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("spentToday", s.spentToday);
        v("leftToday", s.leftToday);
        v("atRisk", s.atRisk);
        v("waiting", s.waiting);
        v("unknown", s.unknown);
        v("bucketStartsMs", s.bucketStartsMs);
        v("series", s.series);
        v("budgets", s.budgets);
    }
};

struct NetworkShape {
    std::string network; ///< CAIP-2
    std::string name;
    std::vector<std::string> rpc;
    bool enabled = true;
    bool isTestnet = false;
    bool isPractice = false;
    std::string reachability; ///< "ok, block 123, 4 s ago", or why not, or "no node set"
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("name", s.name);
        v("rpc", s.rpc);
        v("enabled", s.enabled);
        v("isTestnet", s.isTestnet);
        v("isPractice", s.isPractice);
        v("reachability", s.reachability);
    }
};
struct NetworkList : Done {
    static constexpr const char* kType = "network.list";
};
struct NetworksAnswer {
    static constexpr const char* kType = "networks";
    std::vector<NetworkShape> networks;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("networks", s.networks);
    }
};
/// Nodes decide what counts as proof, so this widens. Answer: NetworksAnswer with the one.
struct NetworkSet {
    static constexpr const char* kType = "network.set";
    std::string network;
    std::vector<std::string> rpc; ///< at most two URLs
    bool enabled = true;
    std::string passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("rpc", s.rpc);
        v("enabled", s.enabled);
        v("passphrase", s.passphrase);
    }
};

/// From now on this connection gets `event.*` frames. Answer: Done.
struct Subscribe : Done {
    static constexpr const char* kType = "subscribe";
};
/// Payments that are new or changed since the last such event, coalesced, oldest change first.
struct PaymentsEvent {
    static constexpr const char* kType = "event.payments";
    std::vector<PaymentRow> payments;
    std::int64_t skipped = 0; ///< more changed than fitted: reload
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("payments", s.payments);
        v("skipped", s.skipped);
    }
};
struct StateEvent : StatusAnswer {
    static constexpr const char* kType = "event.state";
};
struct ApprovalEvent : ApprovalShape {
    static constexpr const char* kType = "event.approval";
};
/// A waiting payment no longer waits (decided here or elsewhere, given up, lapsed).
struct ApprovalGoneEvent {
    static constexpr const char* kType = "event.approval.gone";
    std::string paymentId;
    std::string status;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("paymentId", s.paymentId);
        v("status", s.status);
    }
};

/// From tillkeeperd, once the gateway and the practice shop listen: what StatusAnswer shows. Only from the
/// supervisor's own inherited socket.
struct EndpointUp {
    static constexpr const char* kType = "endpoint.up";
    std::string endpoint;
    std::string practiceShop;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("endpoint", s.endpoint);
        v("practiceShop", s.practiceShop);
    }
};

} // namespace till::wire
