#pragma once

#include <string>
#include <vector>

namespace till::cli {

/// Runs `till` with the words after its name; gives the exit status.
[[nodiscard]] int runTill(const std::vector<std::string>& words);

} // namespace till::cli
