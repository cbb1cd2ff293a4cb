#pragma once

#include "core/payment/policy_log.h"
#include "core/policy/policy.h"
#include "core/support/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace till::payment {

// Kinds of the events that shadows are made of. They decide nothing, so they need no seal and no passphrase.
inline constexpr std::string_view kShadowSet = "shadow.set";
inline constexpr std::string_view kShadowCleared = "shadow.cleared";

/// A policy that runs beside the live one of its owner and only says where it differs.
struct Shadow {
    policy::Policy document;
    policy::Policy policy; ///< the document, and what is granted beside the live one
    Author author;
    Instant since;
};

/// `owner` is an agent's id, or kGlobalName; `document` is the canonical text.
[[nodiscard]] std::string shadowSetBody(std::string_view owner, std::string_view document,
                                        const Author& author);
[[nodiscard]] std::string shadowClearedBody(std::string_view owner, const Author& author);

/// What one such event says. Without a shadow it is cleared.
struct ShadowEdit {
    std::string owner;
    std::optional<Shadow> shadow;
};
/// Absent when the event is not in its form, or its document is no policy.
[[nodiscard]] std::optional<ShadowEdit> shadowEditFrom(std::string_view kind, std::string_view body,
                                                       Instant at);

} // namespace till::payment
