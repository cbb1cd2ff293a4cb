#pragma once

#include "app/cli/command.h"

#include <string>

namespace till::cli {

/// `till help`: every command in one line.
[[nodiscard]] std::string overviewHelp();
/// `till help agent add`: one command with its options.
[[nodiscard]] std::string commandHelp(const Command& command);
/// `till help exit-codes`.
[[nodiscard]] std::string exitCodesHelp();

} // namespace till::cli
