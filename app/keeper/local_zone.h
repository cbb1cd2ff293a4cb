#pragma once

#include "core/policy/time_zone.h"

namespace till::keeper {

/// The machine's own zone (TZ, else where /etc/localtime points), or UTC when it cannot be told.
[[nodiscard]] policy::TimeZone localZone();

} // namespace till::keeper
