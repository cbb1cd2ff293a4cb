#pragma once

#include "core/wire/shared_shapes.h"

/// Frames on admin.sock about policies that run beside the live ones and only say where they differ. They
/// decide nothing, so they need no passphrase. `policy` is an agent's id or name, or "global".
namespace till::wire {

/// Runs this document beside the live policy from now on, in place of an earlier one. Answer: ShadowShape.
struct ShadowSet {
    static constexpr const char* kType = "shadow.set";
    std::string policy;
    std::string document;
    std::string by;     ///< "app" or "cli", recorded
    std::string reason; ///< at most 200 bytes, recorded
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("policy", s.policy);
        v("document", s.document);
        v("by", s.by);
        v("reason", s.reason);
    }
};
/// Answer: ShadowShape.
struct ShadowGet {
    static constexpr const char* kType = "shadow.get";
    std::string policy;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("policy", s.policy);
    }
};
/// Ends it and forgets what it said. Answer: ShadowShape, without a shadow.
struct ShadowClear {
    static constexpr const char* kType = "shadow.clear";
    std::string policy;
    std::string by;
    std::string reason; ///< at most 200 bytes, recorded
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("policy", s.policy);
        v("by", s.by);
        v("reason", s.reason);
    }
};

/// How often the live rules said `live` and the shadow would have said `would`: allow, ask or deny.
struct ShadowCountShape {
    std::string live;
    std::string would;
    std::int64_t payments = 0;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("live", s.live);
        v("would", s.would);
        v("payments", s.payments);
    }
};
struct ShadowExampleShape {
    std::string paymentId;
    std::int64_t atMs = 0;
    std::string live;
    std::string would;
    std::string sentence; ///< why it would
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("paymentId", s.paymentId);
        v("atMs", s.atMs);
        v("live", s.live);
        v("would", s.would);
        v("sentence", s.sentence);
    }
};
struct ShadowShape {
    static constexpr const char* kType = "shadow";
    std::string policy; ///< agent id or "global"
    std::string name;   ///< of the agent, or "global"
    bool isSet = false; ///< else everything below is empty
    std::string document;
    std::int64_t sinceMs = 0;
    std::string by;
    std::string reason;
    std::int64_t decided = 0; ///< payments that both decided
    std::int64_t differ = 0;  ///< of those, otherwise
    std::vector<ShadowCountShape> counts;
    std::vector<ShadowExampleShape> examples; ///< the last that differ, newest first, at most 20
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("policy", s.policy);
        v("name", s.name);
        v("isSet", s.isSet);
        v("document", s.document);
        v("sinceMs", s.sinceMs);
        v("by", s.by);
        v("reason", s.reason);
        v("decided", s.decided);
        v("differ", s.differ);
        v("counts", s.counts);
        v("examples", s.examples);
    }
};

} // namespace till::wire
