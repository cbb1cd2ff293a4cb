#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace till::cli {

/// "2026-05-01T12:30:05.250Z": how programs get a time (RFC 3339, UTC).
[[nodiscard]] std::string utcText(std::int64_t unixMs);
/// "2026-05-01 14:30:05" in this machine's time zone: how people get it.
[[nodiscard]] std::string localText(std::int64_t unixMs);

/// Reads the value of --since: a span back from `nowMs` ("90s", "15m", "24h", "30d"), a day ("2026-05-01",
/// UTC) or a moment ("2026-05-01T12:30:05Z").
[[nodiscard]] std::optional<std::int64_t> readSince(std::string_view text, std::int64_t nowMs);

/// Reads a span ("90s", "15m", "24h", "30d") in seconds.
[[nodiscard]] std::optional<std::int64_t> readSpanSeconds(std::string_view text);

/// Reads the value of --until: a span from `nowMs` on ("24h", "30d"), a day or a moment as for --since.
[[nodiscard]] std::optional<std::int64_t> readUntil(std::string_view text, std::int64_t nowMs);

} // namespace till::cli
