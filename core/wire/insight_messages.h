#pragma once

#include "core/wire/ledger_messages.h"
#include "core/wire/shared_shapes.h"

/// What the overview says beside the bars: where the money goes, how it was decided, what came of it, and
/// what it may come to. Dollar-pegged assets only, practice money apart; sums are millionths of a dollar in
/// canonical digits.
namespace till::wire {

/// A list of payments by where they were paid and asked, too. Answer: PaymentsPage.
struct PaymentsFind : PaymentsList {
    static constexpr const char* kType = "payments.find";
    std::optional<std::string> network;   ///< CAIP-2
    std::optional<std::string> interface; ///< as in Pay
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        PaymentsList::fields(s, v);
        v("network", s.network);
        v("interface", s.interface);
    }
};
/// What the payments of a list add up to, all pages of it; `after` and `limit` are not used.
/// Answer: PaymentsTotals.
struct PaymentsSum : PaymentsFind {
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
/// The owner's own words about a payment, in the sealed history; they take the place of those before and
/// decide nothing. Needs an open vault. Answer: Done.
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
/// What is known of one payment beside its detail. Answer: PaymentMargin.
struct PaymentMarginGet {
    static constexpr const char* kType = "payment.margin";
    std::string paymentId;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("paymentId", s.paymentId);
    }
};
struct PaymentMargin {
    static constexpr const char* kType = "payment.margin.answer";
    std::string note; ///< of the owner
    std::vector<std::string> tags;
    std::string evidence; ///< what proved how it ended: block and nodes
    std::string explorer; ///< of the network's transactions, up to the hash; empty: none
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("note", s.note);
        v("tags", s.tags);
        v("evidence", s.evidence);
        v("explorer", s.explorer);
    }
};

/// What the overview says beside the bars: where the money goes, how it was decided, what came of it, and
/// what it may come to. Dollar-pegged assets only, practice money apart; sums are millionths of a dollar in
/// canonical digits. Answer: Insights.
struct InsightsGet {
    static constexpr const char* kType = "insights";
    std::int64_t fromMs = 0; ///< at most 400 days before `untilMs`
    std::int64_t untilMs = 0;
    std::string timeZone; ///< IANA name, for days and months
    bool practice = false;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("fromMs", s.fromMs);
        v("untilMs", s.untilMs);
        v("timeZone", s.timeZone);
        v("practice", s.practice);
    }
};
struct HostSpend {
    std::string host;
    std::int64_t payments = 0;
    std::string sumMicro;
    std::vector<std::string>
        pricesMicro; ///< mean price in each slice of the time that has payments, oldest first
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("host", s.host);
        v("payments", s.payments);
        v("sumMicro", s.sumMicro);
        v("pricesMicro", s.pricesMicro);
    }
};
/// How requests were decided, each counted once.
struct DecisionMix {
    std::int64_t allowed = 0;  ///< by the rules
    std::int64_t approved = 0; ///< by a person
    std::int64_t denied = 0;   ///< by hard checks, rules, budgets
    std::int64_t rejected = 0; ///< by a person
    std::int64_t lapsed = 0;   ///< nobody decided, or the agent gave up
    std::int64_t waiting = 0;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("allowed", s.allowed);
        v("approved", s.approved);
        v("denied", s.denied);
        v("rejected", s.rejected);
        v("lapsed", s.lapsed);
        v("waiting", s.waiting);
    }
};
/// What the calendar month may come to: an estimate from the complete days of the last four weeks.
struct SpendForecast {
    std::string soFarMicro;
    std::string lowMicro; ///< with `high`: where four of five such months end
    std::string likelyMicro;
    std::string highMicro;
    std::int64_t untilMs = 0; ///< end of the month
    std::int64_t days = 0;    ///< that it is made from, at least 3
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("soFarMicro", s.soFarMicro);
        v("lowMicro", s.lowMicro);
        v("likelyMicro", s.likelyMicro);
        v("highMicro", s.highMicro);
        v("untilMs", s.untilMs);
        v("days", s.days);
    }
};
struct Insights {
    static constexpr const char* kType = "insights.answer";
    std::vector<HostSpend> hosts; ///< at most 6, by sum
    DecisionMix decisions;
    std::int64_t undelivered = 0; ///< settled, and the merchant's answer was no success
    std::string undeliveredMicro;
    std::int64_t unresolved = 0; ///< unknown or expired: perhaps collected, not known to be delivered
    std::string unresolvedMicro;
    bool isCut = false;                    ///< decisions and what came of them: the newest only
    std::optional<SpendForecast> forecast; ///< absent before three days are complete
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("hosts", s.hosts);
        v("decisions", s.decisions);
        v("undelivered", s.undelivered);
        v("undeliveredMicro", s.undeliveredMicro);
        v("unresolved", s.unresolved);
        v("unresolvedMicro", s.unresolvedMicro);
        v("isCut", s.isCut);
        v("forecast", s.forecast);
    }
};

} // namespace till::wire
