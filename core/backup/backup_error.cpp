#include "core/backup/backup_error.h"

namespace till::backup {

std::string_view describe(BackupError error)
{
    switch (error) {
    case BackupError::NotReadable:
        return "The backup file could not be read. Check the path and the disk.";
    case BackupError::NotWritten:
        return "The backup could not be written. Check that the disk has room; nothing was changed.";
    case BackupError::NotABackup:
        return "This file is not a backup of Tillkeeper.";
    case BackupError::NewerVersion:
        return "This backup was made by a newer Tillkeeper. Update Tillkeeper, then try again.";
    case BackupError::TooLarge:
        return "This backup is larger than Tillkeeper makes them.";
    case BackupError::Damaged:
        return "This backup is damaged: it was cut off, or bytes changed. Use another copy of it.";
    case BackupError::Tampered:
        return "Somebody changed this backup. Do not use it; use another one.";
    case BackupError::WrongSecret:
        return "The passphrase does not open this backup. It opens with the passphrase of the day it was "
               "made.";
    case BackupError::VaultUnusable:
        return "The wallet inside this backup is not whole. Use another backup.";
    case BackupError::LedgerUnusable:
        return "The ledger does not verify, so there is no good backup of it. Run till payments verify.";
    case BackupError::OutOfMemory:
        return "There is not enough memory for the key of the passphrase. Close other programs, then try "
               "again.";
    }
    return "The backup could not be used.";
}

} // namespace till::backup
