#pragma once

#include "core/policy/policy.h"

#include <array>
#include <optional>
#include <string_view>

namespace till::policy {

inline constexpr std::array<std::string_view, 4> kPresetNames{"practice", "careful", "everyday", "autopilot"};

/// One of the four starting policies. Days are days in `zone` (use TimeZone() when the local one is unknown).
/// Absent for any other name.
[[nodiscard]] std::optional<Policy> presetPolicy(std::string_view name, const TimeZone& zone);

} // namespace till::policy
