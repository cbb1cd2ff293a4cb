#pragma once

#include "app/cli/command.h"

namespace till::cli {

/// The commands about what opens the vault; part of vaultCommands().
[[nodiscard]] std::vector<Command> vaultKeyCommands();

} // namespace till::cli
