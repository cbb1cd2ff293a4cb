#pragma once

#include "core/support/clock.h"

#include <string>

namespace till::keeper {

/// How long ago in words: "3 s ago", "5 minutes ago", "2 hours ago", "4 days ago".
[[nodiscard]] std::string agoText(Instant then, Instant now);
/// A length of time in words, without sign: "40 s", "5 minutes", "2 hours", "4 days".
[[nodiscard]] std::string spanText(std::int64_t milliseconds);

} // namespace till::keeper
