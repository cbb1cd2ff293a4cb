#pragma once

#include "core/backup/backup_file.h"
#include "core/vault/vault.h"

#include <filesystem>

namespace till::backup {

/// A backup that proved itself: everything in it was opened and compared.
struct ProvenBackup {
    BackupHeader header;
    std::vector<vault::Account> accounts;
    crypto::SecretBytes ledgerMac{0};
};

inline constexpr const char* kLedgerName = "ledger.db";

/// Restores a backup into `folder`, an empty one of this user's alone: the vault (opened with the passphrase,
/// every account's address derived anew) and the ledger (decrypted, its chain walked to the head that the
/// backup names). On failure nothing of it counts, and the folder is to be removed.
///
/// Takes about a second for the passphrase, and longer for a long ledger.
[[nodiscard]] Result<ProvenBackup, BackupError> restoreInto(const std::filesystem::path& folder,
                                                            const ByteSource& file,
                                                            std::span<const std::uint8_t> passphrase,
                                                            Entropy& entropy);

} // namespace till::backup
