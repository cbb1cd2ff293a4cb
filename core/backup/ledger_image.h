#pragma once

#include "core/backup/backup_file.h"

#include <filesystem>

namespace till::backup {

/// A file that is gone at the end, with what SQLite leaves beside it.
class TemporaryFile {
public:
    explicit TemporaryFile(std::filesystem::path path) : m_path(std::move(path)) {}
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

/// Reads a whole backup and puts its ledger at `path`.
[[nodiscard]] Result<BackupHeader, BackupError>
openImage(const ByteSource& file, const crypto::SecretBytes& backupKey, const std::filesystem::path& path);

/// Walks a ledger's whole chain with its seals, and has SQLite look at its pages. Where it ends.
[[nodiscard]] Result<ledger::Anchor, BackupError> verifyImage(const std::filesystem::path& path,
                                                              const crypto::SecretBytes& ledgerMac);

} // namespace till::backup
