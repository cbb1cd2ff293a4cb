#pragma once

#include "core/wire/shared_shapes.h"

/// Frames on admin.sock about drafts of policies. They change nothing, so they need no passphrase.
namespace till::wire {

/// Runs a draft over the recorded history of one agent; one of the global policy, over that of all agents.
/// Answer: PolicySimulated.
struct PolicySimulate {
    static constexpr const char* kType = "policy.simulate";
    std::string agent;                   ///< id or name, or "global"
    std::string document;                ///< the draft
    std::int64_t days = 0;               ///< 1 … 92
    std::optional<std::string> timeZone; ///< IANA name, for the edges of days; absent: the machine's own
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("agent", s.agent);
        v("document", s.document);
        v("days", s.days);
        v("timeZone", s.timeZone);
    }
};
struct SimulatedCountsShape {
    std::int64_t allowed = 0;
    std::int64_t asked = 0;
    std::int64_t denied = 0;
    std::string allowedText; ///< "1.25", USD
    std::string askedText;
    std::string deniedText;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("allowed", s.allowed);
        v("asked", s.asked);
        v("denied", s.denied);
        v("allowedText", s.allowedText);
        v("askedText", s.askedText);
        v("deniedText", s.deniedText);
    }
};
struct SimulatedDayShape {
    std::int64_t startMs = 0;
    SimulatedCountsShape was;
    SimulatedCountsShape would;
    std::int64_t differ = 0;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("startMs", s.startMs);
        v("was", s.was);
        v("would", s.would);
        v("differ", s.differ);
    }
};
struct SimulatedDifferenceShape {
    std::string paymentId;
    std::int64_t atMs = 0;
    std::string was; ///< allow | ask | deny
    std::string would;
    std::string sentence;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("paymentId", s.paymentId);
        v("atMs", s.atMs);
        v("was", s.was);
        v("would", s.would);
        v("sentence", s.sentence);
    }
};
/// How many asks went from one verdict to another, or stayed.
struct SimulatedChangeShape {
    std::string was; ///< allow | ask | deny
    std::string would;
    std::int64_t asks = 0; ///< not 0
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("was", s.was);
        v("would", s.would);
        v("asks", s.asks);
    }
};
struct PolicySimulated {
    static constexpr const char* kType = "policy.simulated";
    std::string agent; ///< id, or "global"
    std::vector<SimulatedChangeShape> changes;
    std::vector<SimulatedDayShape> days;         ///< those with an ask, oldest first
    std::vector<SimulatedDifferenceShape> first; ///< the first that differ, at most 20
    std::int64_t asks = 0;
    std::int64_t differ = 0;
    bool isCut = false; ///< there was more history than one simulation takes: only its newest part was run
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("agent", s.agent);
        v("changes", s.changes);
        v("days", s.days);
        v("first", s.first);
        v("asks", s.asks);
        v("differ", s.differ);
        v("isCut", s.isCut);
    }
};

} // namespace till::wire
