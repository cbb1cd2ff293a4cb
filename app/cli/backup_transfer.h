#pragma once

#include "app/cli/session.h"
#include "core/wire/admin_messages.h"

#include <filesystem>

/// Backup files between the keeper and where the owner wants them. Include in .cpp files only.
namespace till::cli {

/// Fails when there is something at this path, or the folder is not there: a backup overwrites nothing.
[[nodiscard]] Result<void, Failure> checkBackupTarget(const std::filesystem::path& path);

/// Fetches the backup that the keeper has just made. It is written beside its place (0600), synced, read back
/// from the disk and compared with the SHA-256 of what the keeper verified, and only then given its name.
[[nodiscard]] Result<void, Failure> storeBackup(Session& session, const wire::BackupMade& made,
                                                const std::filesystem::path& path);

/// Hands a backup file to the keeper, piece by piece.
[[nodiscard]] Result<void, Failure> sendBackup(Session& session, const std::filesystem::path& path);

} // namespace till::cli
