#include "app/keeper/backup_desk.h"

#include <sys/stat.h>

namespace till::keeper {

BackupDesk::BackupDesk(std::filesystem::path dataDir) : m_dataDir(std::move(dataDir))
{
    removeFolder(outFolder());
    removeFolder(inFolder());
}

bool makeEmptyFolder(const std::filesystem::path& path)
{
    removeFolder(path);
    return ::mkdir(path.c_str(), 0700) == 0;
}

void removeFolder(const std::filesystem::path& path)
{
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
}

} // namespace till::keeper
