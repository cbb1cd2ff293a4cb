#pragma once

#include "core/wire/backup_messages.h"

#include <QString>

namespace till::desktop {

/// One line about the newest backup, with days as this machine writes them.
[[nodiscard]] QString backupLine(const wire::BackupStatusShape& backup);

} // namespace till::desktop
