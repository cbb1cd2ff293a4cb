#pragma once

#include "core/backup/byte_source.h"
#include "core/crypto/secret_bytes.h"
#include "core/ledger/anchor.h"
#include "core/support/clock.h"
#include "core/support/entropy.h"
#include "core/vault/vault_file.h"

#include <array>
#include <functional>

namespace till::backup {

inline constexpr std::uint16_t kBackupVersion = 1;
/// Of the ledger inside; some ten million payments.
inline constexpr std::uint64_t kMaxLedgerBytes = std::uint64_t{8} * 1024 * 1024 * 1024;
inline constexpr std::uint64_t kMaxBackupBytes =
    kMaxLedgerBytes + kMaxLedgerBytes / 1024;         ///< seals and vault too
inline constexpr std::size_t kChunkBytes = 64 * 1024; ///< sealed one by one, so that memory holds one
inline constexpr std::size_t kBackupSaltBytes = 16;

/// What a backup file says before it is opened.
///
/// On disk, numbers big-endian: magic (8), version (2), vault id (16), when it was made in Unix milliseconds
/// (8), number of the ledger's newest event (8) and its hash (32), size of the ledger (8), salt (16), size of
/// the vault file (4) and the vault file as it was on disk; SHA-256 (32) of all that. Then the ledger, an
/// SQLite database, in pieces of 64 KiB, each sealed with XChaCha20-Poly1305: the key is derived from the
/// vault's backup key and the salt, the nonce is the piece's number, and the associated data is the SHA-256
/// before, the number, and whether it is the last. At the end SHA-256 (32) of everything, so that "damaged"
/// is never reported as "wrong passphrase".
///
/// So whoever can open the vault inside, with the passphrase of that day, can open all of it, and nobody
/// else.
struct BackupHeader {
    vault::VaultId vault{};
    Instant madeAt;
    ledger::Anchor anchor; ///< where the ledger's history ended
    std::uint64_t ledgerBytes = 0;
    std::array<std::uint8_t, kBackupSaltBytes> salt{};
    Bytes vaultFile;
};

/// Reads the part before the ledger and looks that the file is as long as it says and its checksum fits.
/// Strict: one byte sequence for one content.
[[nodiscard]] Result<BackupHeader, BackupError> readBackup(const ByteSource& file);

/// Opens the ledger inside, piece by piece. `take` says whether it could store the piece.
using TakeBytes = std::function<bool(std::span<const std::uint8_t>)>;
[[nodiscard]] Result<void, BackupError> openLedger(const ByteSource& file, const BackupHeader& header,
                                                   const crypto::SecretBytes& backupKey,
                                                   const TakeBytes& take);

/// Of the whole file, as `sha256sum` prints it.
[[nodiscard]] Result<Hash256, BackupError> sha256Of(const ByteSource& file);

struct WrittenBackup {
    std::uint64_t bytes = 0;
    Hash256 sha256{}; ///< of the file
};
/// Writes a backup of this ledger image. `header.salt` and `header.ledgerBytes` are filled in.
[[nodiscard]] Result<WrittenBackup, BackupError> writeBackup(NewFile& file, BackupHeader& header,
                                                             const ByteSource& ledger,
                                                             const crypto::SecretBytes& backupKey,
                                                             Entropy& entropy);

} // namespace till::backup
