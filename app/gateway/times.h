#pragma once

#include <cstdint>
#include <string>

namespace till::gateway {

/// RFC 3339 in UTC with milliseconds: "2026-09-21T12:00:00.000Z".
[[nodiscard]] std::string isoTime(std::int64_t unixMs);

} // namespace till::gateway
