#pragma once

#include "core/ledger/event_chain.h"
#include "core/policy/policy.h"
#include "core/policy/policy_change.h"
#include "core/support/clock.h"
#include "core/support/hex.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace till::payment {

// Kinds of the events that policies are made of. What narrows may be written while the wallet is locked; so
// it has a kind of its own, which is checked to narrow whenever it is read.
inline constexpr std::string_view kPolicySet = "policy.set";
inline constexpr std::string_view kPolicyTightened = "policy.tightened";
inline constexpr std::string_view kChangePending = "change.pending";
inline constexpr std::string_view kChangeApplied = "change.applied";
inline constexpr std::string_view kChangeRecalled = "change.recalled";
inline constexpr std::string_view kDelaySet = "delay.set";
inline constexpr std::string_view kDelayRaised = "delay.raised";

/// In events and frames, the policy above all agents' goes by this name.
inline constexpr std::string_view kGlobalName = "global";
/// Policy documents that come in one frame.
inline constexpr std::size_t kMaxDocumentBytes = 32 * 1024;
inline constexpr std::size_t kMaxReasonBytes = 200;
/// A widening may be made to wait at most so long.
inline constexpr std::int64_t kMaxDelaySeconds = 30 * 24 * 3600;

/// Who asked for a change, and why: "app", "cli", or "agent a1".
struct Author {
    std::string by;
    std::string reason;
};
/// Whether the owner proved the passphrase for this very change.
enum class Authority { None, Passphrase };

/// One change of one policy, as its event keeps it. `document` is the canonical text; the hashes are SHA-256
/// of the canonical texts.
struct PolicyEdit {
    std::string owner;        ///< an agent's id, or kGlobalName
    std::int64_t version = 0; ///< 1 is what the agent was added with; 0 the empty global policy
    Hash256 oldHash{};
    Hash256 newHash{};
    std::string document;
    std::string preset; ///< name of the preset, or "custom"
    std::string effect; ///< tightens | loosens | mixed | same
    Author author;
    std::optional<std::int64_t> restores; ///< the version whose document it is
};

/// One version of a policy in its history.
struct PolicyVersion {
    Instant at; ///< since when it was in force
    PolicyEdit edit;
};

/// A widening that waits until its time: anybody may call it back until then.
struct PendingChange {
    std::int64_t id = 0;
    Instant dueAt;
    std::string kind; ///< of the event that it becomes
    std::string body;
    std::string owner; ///< whose policy it changes; empty when it is about something else
    std::string summary;
    Author author;
    Instant askedAt;
};

[[nodiscard]] Hash256 hashOfPolicy(const policy::Policy& policy);

[[nodiscard]] std::string toEventBody(const PolicyEdit& edit);
[[nodiscard]] std::optional<PolicyEdit> policyEditFromEventBody(std::string_view body);
[[nodiscard]] std::string toEventBody(const PendingChange& change);
[[nodiscard]] std::optional<PendingChange> pendingFromEventBody(std::string_view body, Instant at);
/// {"id": N, "by": …}: a pending change was applied or called back.
[[nodiscard]] std::string pendingEndBody(std::int64_t id, std::string_view by);
[[nodiscard]] std::optional<std::int64_t> pendingIdFromBody(std::string_view body);
[[nodiscard]] std::string delayEventBody(std::int64_t seconds, const Author& author);
[[nodiscard]] std::optional<std::int64_t> delayFromEventBody(std::string_view body);

} // namespace till::payment
