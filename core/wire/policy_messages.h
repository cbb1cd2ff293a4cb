#pragma once

#include "core/wire/secret_text.h"
#include "core/wire/shared_shapes.h"

/// Frames on admin.sock about policies, and about changes that wait. Narrowing is free; what widens carries
/// `passphrase`. `policy` is an agent's id or name, or "global".
namespace till::wire {

/// Absent `version`: the one in force. Answer: PolicyShape.
struct PolicyGet {
    static constexpr const char* kType = "policy.get";
    std::string policy;
    std::optional<std::int64_t> version;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("policy", s.policy);
        v("version", s.version);
    }
};
struct PolicyShape {
    static constexpr const char* kType = "policy";
    std::string policy; ///< agent id or "global"
    std::string name;   ///< of the agent, or "global"
    std::int64_t version = 0;
    std::string preset; ///< or "custom"
    std::string hash;   ///< SHA-256 of the document, 0x hex
    std::string document;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("policy", s.policy);
        v("name", s.name);
        v("version", s.version);
        v("preset", s.preset);
        v("hash", s.hash);
        v("document", s.document);
    }
};

/// A change that waits for its time. Anybody at this socket may call it back until then.
struct PendingShape {
    std::int64_t id = 0;
    std::string policy; ///< agent id or "global"; empty when it is about something else
    std::string summary;
    std::string by;
    std::string reason;
    std::int64_t askedAtMs = 0;
    std::int64_t dueAtMs = 0;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("policy", s.policy);
        v("summary", s.summary);
        v("by", s.by);
        v("reason", s.reason);
        v("askedAtMs", s.askedAtMs);
        v("dueAtMs", s.dueAtMs);
    }
};

/// Exactly one of `document`, `preset` and `restore`. Answer: PolicyChanged, or passphrase_needed when it
/// loosens and came without one. With `checkOnly` nothing is changed.
struct PolicySet {
    static constexpr const char* kType = "policy.set";
    std::string policy;
    std::optional<std::string> document;
    std::optional<std::string> preset;
    std::optional<std::int64_t> restore; ///< the document of this version
    std::string by;                      ///< "app" or "cli", recorded
    std::string reason;                  ///< at most 200 bytes, recorded
    bool checkOnly = false;
    std::optional<SecretText> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("policy", s.policy);
        v("document", s.document);
        v("preset", s.preset);
        v("restore", s.restore);
        v("by", s.by);
        v("reason", s.reason);
        v("checkOnly", s.checkOnly);
        v("passphrase", s.passphrase);
    }
};
/// What became of a change of the owner's.
struct PolicyChanged {
    static constexpr const char* kType = "policy.changed";
    std::string effect;                  ///< same | tightens | loosens | mixed
    std::int64_t version = 0;            ///< in force now
    std::optional<PendingShape> waiting; ///< it takes effect later
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("effect", s.effect);
        v("version", s.version);
        v("waiting", s.waiting);
    }
};

/// Newest first. Answer: PolicyHistory.
struct PolicyHistoryGet {
    static constexpr const char* kType = "policy.history";
    std::string policy;
    std::optional<std::int64_t> before; ///< `next` of the page before
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("policy", s.policy);
        v("before", s.before);
    }
};
struct PolicyVersionShape {
    std::int64_t version = 0;
    std::int64_t atMs = 0;
    std::string effect;
    std::string preset;
    std::string by;
    std::string reason;
    std::string oldHash; ///< 0x hex
    std::string newHash;
    std::optional<std::int64_t> restores;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("version", s.version);
        v("atMs", s.atMs);
        v("effect", s.effect);
        v("preset", s.preset);
        v("by", s.by);
        v("reason", s.reason);
        v("oldHash", s.oldHash);
        v("newHash", s.newHash);
        v("restores", s.restores);
    }
};
struct PolicyHistory {
    static constexpr const char* kType = "policy.history.answer";
    std::vector<PolicyVersionShape> versions;
    std::optional<std::int64_t> next;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("versions", s.versions);
        v("next", s.next);
    }
};

/// The starting policies. Answer: PresetsAnswer.
struct PresetList : Done {
    static constexpr const char* kType = "policy.presets";
};
struct PresetShape {
    std::string name;
    std::string document;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("name", s.name);
        v("document", s.document);
    }
};
struct PresetsAnswer {
    static constexpr const char* kType = "policy.presets.answer";
    std::vector<PresetShape> presets;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("presets", s.presets);
    }
};

/// What waits, and how long widenings wait. Answer: PendingAnswer.
struct PendingList : Done {
    static constexpr const char* kType = "pending";
};
struct PendingAnswer {
    static constexpr const char* kType = "pending.answer";
    std::int64_t delaySeconds = 0;
    std::vector<PendingShape> changes;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("delaySeconds", s.delaySeconds);
        v("changes", s.changes);
    }
};
/// Needs no passphrase. Answer: PendingAnswer.
struct PendingRecall {
    static constexpr const char* kType = "pending.recall";
    std::int64_t id = 0;
    std::string by;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("id", s.id);
        v("by", s.by);
    }
};
/// How long widenings wait. A longer delay is free, a shorter one widens. Answer: PolicyChanged.
struct DelaySet {
    static constexpr const char* kType = "delay.set";
    std::int64_t seconds = 0;
    std::string by;
    std::string reason;
    std::optional<SecretText> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("seconds", s.seconds);
        v("by", s.by);
        v("reason", s.reason);
        v("passphrase", s.passphrase);
    }
};

/// Gives an agent exactly these tags. Needs the passphrase unless it only tightens. Answer: PolicyChanged.
struct AgentSetTags {
    static constexpr const char* kType = "agent.tags";
    std::string agent; ///< id or name
    std::vector<std::string> tags;
    std::string by;
    std::string reason;
    std::optional<SecretText> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("agent", s.agent);
        v("tags", s.tags);
        v("by", s.by);
        v("reason", s.reason);
        v("passphrase", s.passphrase);
    }
};

/// Where the owner wants an anchor of the ledger beside the one in the data directory.
struct LedgerAnchorShape {
    static constexpr const char* kType = "ledger.anchor";
    std::string path;                        ///< empty: none is set
    std::int64_t events = 0;                 ///< rows that it stands for
    std::string head;                        ///< 0x hex
    std::optional<std::int64_t> writtenAtMs; ///< since the keeper started
    std::string trouble;                     ///< the rest of a sentence; empty when all is well
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("path", s.path);
        v("events", s.events);
        v("head", s.head);
        v("writtenAtMs", s.writtenAtMs);
        v("trouble", s.trouble);
    }
};
/// Answer: LedgerAnchorShape.
struct LedgerAnchorGet : Done {
    static constexpr const char* kType = "ledger.anchor.get";
};
/// Sets it, or takes it away with an empty path. Answer: LedgerAnchorShape.
struct LedgerAnchorSet {
    static constexpr const char* kType = "ledger.anchor.set";
    std::string path; ///< absolute
    std::string by;
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("path", s.path);
        v("by", s.by);
        v("passphrase", s.passphrase);
    }
};

/// Goes on with a ledger that was found rolled back or exchanged: what the lost rows had spent is not known
/// any more, so this widens. Answer: Done.
struct LedgerThaw {
    static constexpr const char* kType = "ledger.thaw";
    std::string by;
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("by", s.by);
        v("passphrase", s.passphrase);
    }
};

} // namespace till::wire
