#pragma once

#include "app/cli/command.h"

namespace till::cli {

/// `till vault restore FILE`: everything, from a backup file.
[[nodiscard]] Result<ExitCode, Failure> restoreFromBackup(Session& session, const std::string& file);

} // namespace till::cli
