#pragma once

#include "core/wire/agent_messages.h"
#include "core/wire/shared_shapes.h"

/// Frames on admin.sock that read the ledger: pages, one payment, verification, the overview.
namespace till::wire {

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

} // namespace till::wire
