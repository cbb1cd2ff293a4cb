#pragma once

#include "core/policy/posix_zone.h"
#include "core/policy/time_zone.h"
#include "core/support/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::policy {

/// The contents of one TZif file: when the offset changed, and the rule for all time after that.
struct ZoneTable {
    struct Change {
        std::int64_t at = 0; ///< Unix seconds
        std::int64_t offset = 0;
    };
    std::string name;
    std::int64_t firstOffset = 0; ///< before the first change
    std::vector<Change> changes;  ///< ascending
    std::optional<PosixZone> rule;

    [[nodiscard]] std::int64_t offsetSeconds(std::int64_t unixSeconds) const;
};

/// Reads TZif of version 2 or later (RFC 8536). Strict: anything out of order, out of range or cut short is
/// Malformed; so are tables with leap seconds, which Unix time does not have.
[[nodiscard]] Result<ZoneTable, ZoneError> readTzif(std::string_view name, std::string_view bytes);

} // namespace till::policy
