#pragma once

#include "core/wire/agent_messages.h"
#include "core/wire/secret_text.h"
#include "core/wire/shared_shapes.h"

/// Frames about what is allowed beside the policies: grants that were remembered with an approval, and
/// agents' requests for more. Amounts are millionths of a USD in canonical digits.
namespace till::wire {

// ── the gateway's
// ────────────────────────────────────────────────────────────────────────────────────────────

/// An agent asks for more. The same request while one is open joins it. Answer: MoreAnswer with the one.
struct MoreAsk {
    static constexpr const char* kType = "more.ask";
    std::string token;
    std::string amountMicro;
    std::int64_t untilMs = 0;
    std::string host;   ///< empty: any
    std::string reason; ///< the agent's words, cut to 200 bytes
    CallerShape caller = {};
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("token", s.token);
        v("amountMicro", s.amountMicro);
        v("untilMs", s.untilMs);
        v("host", s.host);
        v("reason", s.reason);
        v("caller", s.caller);
    }
};
/// The agent's own requests. Answer: MoreAnswer.
struct MoreOwn {
    static constexpr const char* kType = "more.own";
    std::string token;
    CallerShape caller = {};
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("token", s.token);
        v("caller", s.caller);
    }
};

struct MoreShape {
    std::int64_t id = 0;
    std::string agent; ///< id
    std::string agentName;
    std::string state; ///< open | granted | denied | ended
    std::string amountMicro;
    std::string host;
    std::string reason;
    std::int64_t askedAtMs = 0;
    std::int64_t wantedUntilMs = 0;
    std::string grantedMicro; ///< "0" until it is granted
    std::int64_t grantedUntilMs = 0;
    std::string usedMicro;
    std::string note; ///< of the person
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("agent", s.agent);
        v("agentName", s.agentName);
        v("state", s.state);
        v("amountMicro", s.amountMicro);
        v("host", s.host);
        v("reason", s.reason);
        v("askedAtMs", s.askedAtMs);
        v("wantedUntilMs", s.wantedUntilMs);
        v("grantedMicro", s.grantedMicro);
        v("grantedUntilMs", s.grantedUntilMs);
        v("usedMicro", s.usedMicro);
        v("note", s.note);
    }
};
struct MoreAnswer {
    static constexpr const char* kType = "more.answer";
    std::vector<MoreShape> requests; ///< newest first
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("requests", s.requests);
    }
};

// ── the owner's
// ──────────────────────────────────────────────────────────────────────────────────────────────

/// Requests of all agents: the open ones, or with `all` also those that were answered. Answer: MoreAnswer.
struct MoreList {
    static constexpr const char* kType = "more.list";
    bool all = false;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("all", s.all);
    }
};
/// decision: grant (exactly so much until then; needs the passphrase) or deny (an open request, or a granted
/// one that is taken back). Answer: MoreAnswer with the one.
struct MoreDecide {
    static constexpr const char* kType = "more.decide";
    std::int64_t id = 0;
    std::string decision;
    std::string limitMicro; ///< for grant
    std::int64_t untilMs = 0;
    std::string by;
    std::string note;
    std::optional<SecretText> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("decision", s.decision);
        v("limitMicro", s.limitMicro);
        v("untilMs", s.untilMs);
        v("by", s.by);
        v("note", s.note);
        v("passphrase", s.passphrase);
    }
};
/// A request is new or was answered: pushed to subscribers.
struct MoreEvent : MoreShape {
    static constexpr const char* kType = "event.more";
};

struct GrantShape {
    std::int64_t id = 0;
    std::string agent; ///< id
    std::string agentName;
    std::string host;  ///< empty: any that asks for the payee
    std::string payTo; ///< empty: any of that host
    std::string perPaymentMicro;
    std::string perDayMicro;
    std::string usedMicro; ///< in the last 24 hours, at that merchant
    std::int64_t sinceMs = 0;
    std::int64_t untilMs = 0;
    std::string origin; ///< id of the payment it came with
    std::string by;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("agent", s.agent);
        v("agentName", s.agentName);
        v("host", s.host);
        v("payTo", s.payTo);
        v("perPaymentMicro", s.perPaymentMicro);
        v("perDayMicro", s.perDayMicro);
        v("usedMicro", s.usedMicro);
        v("sinceMs", s.sinceMs);
        v("untilMs", s.untilMs);
        v("origin", s.origin);
        v("by", s.by);
    }
};
/// Live grants, oldest first. Answer: GrantsAnswer.
struct GrantList {
    static constexpr const char* kType = "grant.list";
    std::optional<std::int64_t> after; ///< id
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("after", s.after);
    }
};
struct GrantsAnswer {
    static constexpr const char* kType = "grants";
    std::vector<GrantShape> grants;
    std::optional<std::int64_t> next;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("grants", s.grants);
        v("next", s.next);
    }
};
/// Needs no passphrase. Answer: Done.
struct GrantEnd {
    static constexpr const char* kType = "grant.end";
    std::int64_t id = 0;
    std::string by;
    std::string reason;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("by", s.by);
        v("reason", s.reason);
    }
};

} // namespace till::wire
