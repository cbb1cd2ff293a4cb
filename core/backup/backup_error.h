#pragma once

#include <string_view>

namespace till::backup {

/// Why a backup could not be made, read or restored. None of these moves money, or touches what is there.
enum class BackupError {
    NotReadable, ///< the file as a file
    NotWritten,
    NotABackup,
    NewerVersion,
    TooLarge,
    Damaged,        ///< cut off, or a byte changed: the checksum does not fit
    Tampered,       ///< changed by somebody who also changed the checksum
    WrongSecret,    ///< the passphrase does not open it
    VaultUnusable,  ///< the vault inside is not whole
    LedgerUnusable, ///< the ledger inside, or the one to be backed up, does not verify
    OutOfMemory,    ///< for the passphrase's key
};

/// Plain English for a person: what happened and what to do now.
[[nodiscard]] std::string_view describe(BackupError error);

} // namespace till::backup
