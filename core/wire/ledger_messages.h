#pragma once

#include "core/wire/agent_messages.h"
#include "core/wire/shared_shapes.h"

/// Frames on admin.sock that read the ledger: pages, one payment, verification, the overview.
namespace till::wire {

/// Newest first. Answer: PaymentsPage.
struct PaymentsList {
    static constexpr const char* kType = "payments.list";
    std::optional<std::string> agent;  ///< id or name
    std::optional<std::string> status; ///< one or more with commas between; also claimed, proven
    std::optional<std::string> host;
    std::optional<std::string> text; ///< part of host, path, payTo or id
    std::optional<std::int64_t> sinceMs;
    std::optional<std::string> after; ///< `next` of the page before
    std::int64_t limit = 25;
    std::optional<std::string> network = {};   ///< CAIP-2
    std::optional<std::string> interface = {}; ///< as in Pay
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
        v("network", s.network);
        v("interface", s.interface);
    }
};
/// What the payments of a list add up to, all pages of it; `after` and `limit` are not used.
/// Answer: PaymentsTotals.
struct PaymentsSum : PaymentsList {
    static constexpr const char* kType = "payments.sum";
};
struct TokenTotal {
    std::string network; ///< CAIP-2
    std::string networkName;
    bool isPractice = false;
    std::string asset;
    std::string symbol;
    std::int64_t payments = 0; ///< that count: signed, and not proven unused
    std::string paid;          ///< their sum, "12.50"
    std::string atRisk;        ///< of it signed and not settled
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("network", s.network);
        v("networkName", s.networkName);
        v("isPractice", s.isPractice);
        v("asset", s.asset);
        v("symbol", s.symbol);
        v("payments", s.payments);
        v("paid", s.paid);
        v("atRisk", s.atRisk);
    }
};
struct PaymentsTotals {
    static constexpr const char* kType = "payments.totals";
    std::int64_t requests = 0;
    bool isCut = false;             ///< only the newest were counted
    std::vector<TokenTotal> tokens; ///< at most 40, real money first
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("requests", s.requests);
        v("isCut", s.isCut);
        v("tokens", s.tokens);
    }
};
/// The owner's own words about a payment, in the sealed history; they take the place of those before and decide
/// nothing. Needs an open vault. Answer: Done.
struct PaymentNote {
    static constexpr const char* kType = "payment.note";
    std::string paymentId;
    std::string note;              ///< at most 500 bytes; empty takes it away
    std::vector<std::string> tags; ///< at most 8, each at most 32 bytes
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("paymentId", s.paymentId);
        v("note", s.note);
        v("tags", s.tags);
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
    std::string note = {}; ///< of the owner
    std::vector<std::string> tags = {};
    std::string evidence = {}; ///< what proved it: block and nodes
    std::string explorer = {}; ///< of the network's transactions, up to the hash; empty: none
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
        v("note", s.note);
        v("tags", s.tags);
        v("evidence", s.evidence);
        v("explorer", s.explorer);
    }
};
/// Checks the whole history: the chain, every decision, every payment's row, and the sums. Takes long.
/// Answer: LedgerVerified.
struct LedgerVerify : Done {
    static constexpr const char* kType = "payments.verify";
};
struct LedgerVerified {
    static constexpr const char* kType = "payments.verified";
    bool ok = false;
    std::int64_t events = 0;
    std::string head;
    std::optional<std::int64_t> firstBad; ///< row of the history: of the chain, else the first bad decision's
    std::string why;
    bool isChainWhole = false;
    std::int64_t decisions = 0;     ///< computed again, and the same to the byte
    std::int64_t beforeRules = 0;   ///< refused by a hard check, before any rule
    std::int64_t notRecomputed = 0; ///< recorded without what they were made of, or made otherwise than today
    std::int64_t badDecisions = 0;
    std::int64_t payments = 0; ///< rows compared with their events
    std::int64_t badPayments = 0;
    std::optional<std::int64_t> badHourMs; ///< start of the first hour whose sums do not agree
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("ok", s.ok);
        v("events", s.events);
        v("head", s.head);
        v("firstBad", s.firstBad);
        v("why", s.why);
        v("isChainWhole", s.isChainWhole);
        v("decisions", s.decisions);
        v("beforeRules", s.beforeRules);
        v("notRecomputed", s.notRecomputed);
        v("badDecisions", s.badDecisions);
        v("payments", s.payments);
        v("badPayments", s.badPayments);
        v("badHourMs", s.badHourMs);
    }
};

/// The overview's numbers and bars. Dollar-pegged assets only, practice money apart.
struct OverviewGet {
    static constexpr const char* kType = "overview";
    std::string groupBy;     ///< agent | host | asset | tag
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
    std::string key; ///< agent id, host, asset, or an agent's tags
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

} // namespace till::wire
