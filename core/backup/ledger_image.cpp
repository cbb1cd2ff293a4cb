#include "core/backup/ledger_image.h"

#include "core/ledger/ledger_reader.h"

namespace till::backup {

TemporaryFile::~TemporaryFile()
{
    std::error_code ignored;
    for (const char* more : {"", "-wal", "-shm", "-journal"}) {
        std::filesystem::remove(m_path.string() + more, ignored);
    }
}

Result<BackupHeader, BackupError> openImage(const ByteSource& file, const crypto::SecretBytes& backupKey,
                                            const std::filesystem::path& path)
{
    auto header = readBackup(file);
    if (!header) {
        return header;
    }
    auto image = NewFile::create(path);
    if (!image) {
        return fail(image.error());
    }
    const auto opened = openLedger(file, *header, backupKey, [&image](std::span<const std::uint8_t> piece) {
        return image->write(piece);
    });
    if (!opened) {
        return fail(opened.error());
    }
    if (!image->finish()) {
        return fail(BackupError::NotWritten);
    }
    return header;
}

Result<ledger::Anchor, BackupError> verifyImage(const std::filesystem::path& path,
                                                const crypto::SecretBytes& ledgerMac)
{
    auto image = ledger::LedgerReader::open(path);
    if (!image) {
        return fail(BackupError::LedgerUnusable);
    }
    const ledger::ChainReport report = image->verify(ledgerMac.readable());
    const auto isSound = image->isSound();
    if (!report.isWhole() || report.events == 0 || !isSound || !*isSound) {
        return fail(BackupError::LedgerUnusable);
    }
    return ledger::Anchor{report.events, report.head};
}

} // namespace till::backup
