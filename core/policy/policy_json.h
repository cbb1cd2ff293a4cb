#pragma once

#include "core/policy/policy.h"
#include "core/support/result.h"

#include <string>
#include <string_view>

namespace till::policy {

enum class PolicyError {
    NotJson,
    UnknownKey,
    MissingKey,
    WrongType,
    BadValue,
    BadAmount,
    BadPattern,
    UnknownZone,
    TooMany,
    RepeatedName,
    ClaimInAllow, ///< an allow rule may not rest on what the agent claims
    Contradiction ///< members that exclude each other, such as two kinds of limit
};

struct PolicyFault {
    PolicyError error;
    std::string path; ///< JSON pointer of the fault; empty for the whole document
    bool operator==(const PolicyFault&) const = default;
};

/// Reads a policy document of version 1 (resources/policy.schema.json). Strict: unknown keys, wrong types and
/// values that could never work are refused with the place of the first fault.
[[nodiscard]] Result<Policy, PolicyFault> parsePolicy(std::string_view text);
/// The canonical document: members in a fixed order, defaults left out. parsePolicy of it gives an equal
/// policy.
[[nodiscard]] std::string toJson(const Policy& policy);
/// One sentence: what is wrong, and where.
[[nodiscard]] std::string describe(const PolicyFault& fault);

} // namespace till::policy
