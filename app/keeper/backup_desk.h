#pragma once

#include "app/keeper/connection.h"
#include "core/backup/make_backup.h"

#include <filesystem>
#include <memory>
#include <optional>

namespace till::keeper {

/// Folders and hands of the keeper's backups: one that was made and is being read, and one that comes in.
///
/// Both lie in the data directory while that lasts, and are gone at the next start whatever happened.
class BackupDesk {
public:
    /// Clears what a crash left behind.
    explicit BackupDesk(std::filesystem::path dataDir);

    [[nodiscard]] std::filesystem::path outFolder() const { return m_dataDir / "backup.work"; }
    [[nodiscard]] std::filesystem::path inFolder() const { return m_dataDir / "restore.work"; }
    /// Where a backup that comes in is restored to: its own folder, inside the other.
    [[nodiscard]] std::filesystem::path trialFolder() const { return inFolder() / "trial"; }
    [[nodiscard]] std::filesystem::path arrivingFile() const { return inFolder() / "arriving"; }
    [[nodiscard]] const std::filesystem::path& dataDir() const { return m_dataDir; }

    struct Made {
        std::weak_ptr<Connection> reader; ///< whose it is
        backup::MadeBackup backup;
        std::shared_ptr<backup::FileSource> file;
    };
    struct Arriving {
        std::weak_ptr<Connection> from;
        std::int64_t bytes = 0;
        std::int64_t next = 0; ///< where the next piece begins
        std::shared_ptr<backup::NewFile> file;
        bool isBeingOpened = false;
    };

    // Of the loop's thread.
    bool isMaking = false;
    std::optional<Made> made;
    std::optional<Arriving> arriving;

private:
    std::filesystem::path m_dataDir;
};

/// Removes what is there, and makes an empty folder of this user's alone. False when the disk would not.
[[nodiscard]] bool makeEmptyFolder(const std::filesystem::path& path);
void removeFolder(const std::filesystem::path& path);

} // namespace till::keeper
