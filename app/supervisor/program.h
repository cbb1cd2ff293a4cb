#pragma once

#include <string>
#include <vector>

namespace till::supervisor {

// What tillkeeperd ends with.
inline constexpr int kExitStopped = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUsage = 2;
inline constexpr int kExitAlreadyRunning = 3;

/// Runs tillkeeperd with the words after its name; gives the exit status.
[[nodiscard]] int runTillkeeperd(const std::vector<std::string>& words);

} // namespace till::supervisor
