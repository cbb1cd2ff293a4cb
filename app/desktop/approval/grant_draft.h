#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace till::desktop {

/// A grant that a person thinks about: for a host, a payee or both, in decimal USD.
struct GrantDraft {
    std::string agent; ///< id
    std::string host;  ///< empty: any that asks for the payee
    std::string payTo; ///< empty: any of that host
    std::string perPaymentUsd;
    std::string perDayUsd;
    std::int64_t untilSeconds = 0;
};

/// The agent's policy document with the grant in it under that name. Nothing when the document is no JSON
/// object, or has a grant of that name already.
[[nodiscard]] std::optional<std::string> withGrant(std::string_view document, const GrantDraft& grant,
                                                   std::string_view name);

} // namespace till::desktop
