#pragma once

#include "core/wire/secret_text.h"
#include "core/wire/shared_shapes.h"

/// Frames on admin.sock about agents' tokens: see admin_messages.h for the rules. A new token widens; taking
/// one back, or an agent away, never needs the passphrase.
namespace till::wire {

/// Who may use an agent's tokens: only over the Unix socket, and as the kernel names the caller.
struct BindingShape {
    std::optional<std::int64_t> uid;
    std::string executable; ///< absolute path; empty for any
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("uid", s.uid);
        v("executable", s.executable);
    }
};

/// What is known of one token; the token itself is shown once and kept nowhere.
struct TokenShape {
    std::int64_t number = 0;
    std::string state; ///< active | ending | expired | revoked
    std::int64_t createdAtMs = 0;
    std::optional<std::int64_t> endsAtMs; ///< when it expires, or its overlap is over
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("number", s.number);
        v("state", s.state);
        v("createdAtMs", s.createdAtMs);
        v("endsAtMs", s.endsAtMs);
    }
};

/// A new token. The ones before it work for `overlapSeconds` more. Answer: AgentAdded.
struct AgentRotate {
    static constexpr const char* kType = "agent.rotate";
    std::string agent; ///< id or name
    std::int64_t overlapSeconds = 0;
    std::optional<std::int64_t> expiresAtMs;
    SecretText passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("agent", s.agent);
        v("overlapSeconds", s.overlapSeconds);
        v("expiresAtMs", s.expiresAtMs);
        v("passphrase", s.passphrase);
    }
};
/// No token of this agent is good from now on. Answer: AgentsAnswer with the one.
struct AgentRevoke {
    static constexpr const char* kType = "agent.revoke";
    std::string agent;
    std::string by; ///< "app" or "cli", recorded
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("agent", s.agent);
        v("by", s.by);
    }
};
/// The same, for ever: the agent leaves every list, what waited for it is denied. Its payments stay in the
/// ledger. Answer: Done.
struct AgentRemove : AgentRevoke {
    static constexpr const char* kType = "agent.remove";
};
/// Binds an agent's tokens, or unbinds them (absent). Needs the passphrase unless it only narrows. Answer:
/// AgentsAnswer with the one.
struct AgentBind {
    static constexpr const char* kType = "agent.bind";
    std::string agent;
    std::optional<BindingShape> binding;
    std::optional<SecretText> passphrase;
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("agent", s.agent);
        v("binding", s.binding);
        v("passphrase", s.passphrase);
    }
};

/// To the gateway: what it remembers of this agent does not hold any more.
struct AgentChangedEvent {
    static constexpr const char* kType = "event.agent";
    std::string agent; ///< id
    template <class Self, class V>
    static void fields(Self& s, V& v)
    {
        v("agent", s.agent);
    }
};

} // namespace till::wire
