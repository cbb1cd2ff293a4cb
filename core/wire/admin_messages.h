#pragma once

#include "core/wire/agent_messages.h"
#include "core/wire/backup_messages.h"
#include "core/wire/chain_messages.h"
#include "core/wire/ledger_messages.h"
#include "core/wire/secret_text.h"
#include "core/wire/security_messages.h"
#include "core/wire/shared_shapes.h"
#include "core/wire/tier_messages.h"
#include "core/wire/token_messages.h"
#include "core/wire/vault_messages.h"

/// Frames on admin.sock: the app and the CLI. Reading is free. What widens carries `passphrase`, which the
/// keeper itself checks. Approving and resuming need a connection that has unlocked the vault or proved the
/// passphrase once (`prove`), or carry it. Narrowing, pausing and locking never need one.
namespace till::wire {

/// What the bar across the top and `till status` show. Also pushed as `event.state` whenever it changes.
struct StatusAnswer {
    static constexpr const char* kType = "status.answer";
    std::string vault; ///< none | locked | unlocked
    bool paused = false;
    bool proved = false;      ///< this connection has proved the passphrase, not too long ago
    bool away = false;        ///< nobody is there: agents go on within the cap for unattended payments
    std::string endpoint;     ///< "http://127.0.0.1:4402", empty while the gateway is not up
    std::string practiceShop; ///< its URL, empty without
    TierShape tier;           ///< what protects the keys
    std::int64_t waiting = 0;
    std::int64_t agents = 0;
    std::int64_t events = 0; ///< rows in the ledger
    std::string integrity;   ///< ok | broken | rolled back | checking
    std::string version;
    std::int64_t alarms = 0;          ///< open; each keeps something frozen, see AlarmList
    std::vector<Reason> notices = {}; ///< what is not as it should be: clocks, nodes, frozen things
    BackupStatusShape backup = {};
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("vault", s.vault);
        v("paused", s.paused);
        v("proved", s.proved);
        v("away", s.away);
        v("endpoint", s.endpoint);
        v("practiceShop", s.practiceShop);
        v("tier", s.tier);
        v("waiting", s.waiting);
        v("agents", s.agents);
        v("events", s.events);
        v("integrity", s.integrity);
        v("version", s.version);
        v("alarms", s.alarms);
        v("notices", s.notices);
        v("backup", s.backup);
    }
};
struct StatusGet : Done {
    static constexpr const char* kType = "status";
};

struct AgentShape {
    std::string id;
    std::string name;
    std::string account; ///< account id
    std::string address;
    std::string preset;        ///< practice | careful | everyday | autopilot | custom
    std::string state;         ///< active | paused | pending
    std::string pausedBecause; ///< why not active; else empty
    std::int64_t colour = 0;   ///< 0 … 7, the same everywhere; 8 is "other"
    std::vector<std::string> privateHosts;
    std::int64_t createdAtMs = 0;
    std::optional<std::int64_t> lastCallMs;
    std::string spentTodayText; ///< "1.25 USD"
    std::vector<BudgetEffect> budgets;
    std::string policy; ///< the document, JSON
    std::vector<std::string> tags = {};
    std::vector<TokenShape> tokens = {}; ///< oldest first
    std::optional<BindingShape> binding = std::nullopt;
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
        v("tags", s.tags);
        v("tokens", s.tokens);
        v("binding", s.binding);
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
    SecretText passphrase;
    std::vector<std::string> tags = {};
    std::optional<std::int64_t> expiresAtMs = std::nullopt; ///< of the token
    std::optional<BindingShape> binding = std::nullopt;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("name", s.name);
        v("account", s.account);
        v("preset", s.preset);
        v("policy", s.policy);
        v("privateHosts", s.privateHosts);
        v("passphrase", s.passphrase);
        v("tags", s.tags);
        v("expiresAtMs", s.expiresAtMs);
        v("binding", s.binding);
    }
};
struct AgentAdded {
    static constexpr const char* kType = "agent.added";
    AgentShape agent;
    std::string token;                   ///< shown this one time
    std::optional<std::int64_t> waitsAs; ///< of the pending change, when new agents wait
    std::optional<std::int64_t> dueAtMs; ///< then its token works
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("agent", s.agent);
        v("token", s.token);
        v("waitsAs", s.waitsAs);
        v("dueAtMs", s.dueAtMs);
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
    std::optional<SecretText> passphrase;
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
/// What else an approval allows from now on: this host with this payee, or this host with any payee, or this
/// payee on any host (never both). It widens, so it needs the passphrase in the same frame.
struct RememberShape {
    std::string perPaymentMicro; ///< millionths of a USD
    std::string perDayMicro;     ///< in any 24 hours
    std::int64_t untilMs = 0;
    bool anyPayee = false;
    bool anyHost = false;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("perPaymentMicro", s.perPaymentMicro);
        v("perDayMicro", s.perDayMicro);
        v("untilMs", s.untilMs);
        v("anyPayee", s.anyPayee);
        v("anyHost", s.anyHost);
    }
};
/// decision: approve or deny. `shownHash` must be the one that was shown (I16); the CLI passes what it
/// listed. Answer: PaymentAnswer without headers. Fails with already_decided when it no longer waits.
struct ApprovalDecide {
    static constexpr const char* kType = "approval.decide";
    std::string paymentId;
    std::string decision;
    std::string shownHash;
    std::string by;                                       ///< "app" or "cli", recorded
    std::string note;                                     ///< at most 200 bytes, recorded
    std::optional<SecretText> passphrase;                 ///< for a connection that has not proved yet
    std::optional<RememberShape> remember = std::nullopt; ///< with approve only
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("paymentId", s.paymentId);
        v("decision", s.decision);
        v("shownHash", s.shownHash);
        v("by", s.by);
        v("note", s.note);
        v("passphrase", s.passphrase);
        v("remember", s.remember);
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
    SecretText passphrase;
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
