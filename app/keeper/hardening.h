#pragma once

#include <string>

namespace till::keeper {

/// Makes this process hard to look into before it holds any secret: no core dumps, not dumpable (so no ptrace
/// and no /proc/PID/mem by programs of the same user), no new privileges. Gives back, in words for the owner,
/// which protection holds and what it does not stop.
[[nodiscard]] std::string harden();

} // namespace till::keeper
