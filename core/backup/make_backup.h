#pragma once

#include "core/backup/backup_file.h"
#include "core/ledger/ledger_reader.h"
#include "core/vault/vault.h"

#include <filesystem>

namespace till::backup {

/// What a backup needs of the open vault.
struct BackupKeys {
    vault::VaultId vault{};
    crypto::SecretBytes backup{0};
    crypto::SecretBytes ledgerMac{0};
};

struct MadeBackup {
    ledger::Anchor anchor;
    Instant madeAt;
    WrittenBackup file;
};

inline constexpr const char* kSealedName = "backup";

/// Makes a backup named kSealedName in `folder`, an empty one of this user's alone, and verifies it: the copy
/// of the ledger, the file read back, opened, and its chain walked again. What it needs on the way is gone
/// again.
///
/// The ledger is copied as of one moment, and the vault read after it, so that no agent in the ledger lacks
/// its account.
[[nodiscard]] Result<MadeBackup, BackupError>
makeBackup(ledger::LedgerReader& ledger, const vault::VaultStore& store, const BackupKeys& keys, Instant now,
           const std::filesystem::path& folder, Entropy& entropy);

} // namespace till::backup
