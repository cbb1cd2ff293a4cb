#include "core/backup/make_backup.h"

#include "core/backup/ledger_image.h"

namespace till::backup {

Result<MadeBackup, BackupError> makeBackup(ledger::LedgerReader& ledger, const vault::VaultStore& store,
                                           const BackupKeys& keys, Instant now,
                                           const std::filesystem::path& folder, Entropy& entropy)
{
    const TemporaryFile image(folder / "ledger.image");
    if (const auto copied = ledger.copyTo(image.path()); !copied) {
        return fail(BackupError::NotWritten);
    }
    const auto anchor = verifyImage(image.path(), keys.ledgerMac);
    if (!anchor) {
        return fail(anchor.error());
    }
    BackupHeader header;
    header.vault = keys.vault;
    header.madeAt = now;
    header.anchor = *anchor;
    auto vaultFile = store.read();
    const auto parsed = vaultFile ? vault::parseVaultFile(*vaultFile)
                                  : Result<vault::VaultFile, vault::VaultError>(fail(vaultFile.error()));
    if (!parsed || parsed->contents.id != keys.vault) {
        return fail(BackupError::VaultUnusable);
    }
    header.vaultFile = std::move(*vaultFile);

    const std::filesystem::path sealedPath = folder / kSealedName;
    auto file = NewFile::create(sealedPath);
    const auto source = FileSource::open(image.path());
    if (!file || !source) {
        return fail(BackupError::NotWritten);
    }
    const auto written = writeBackup(*file, header, *source, keys.backup, entropy);
    if (!written) {
        return fail(written.error());
    }
    // What stands on the disk must open by itself.
    const TemporaryFile again(folder / "ledger.again");
    const auto readBack = FileSource::open(sealedPath);
    const auto restored = readBack ? openImage(*readBack, keys.backup, again.path())
                                   : Result<BackupHeader, BackupError>(fail(readBack.error()));
    if (!restored) {
        return fail(restored.error());
    }
    const auto same = verifyImage(again.path(), keys.ledgerMac);
    if (!same || !(*same == *anchor) || !(restored->anchor == *anchor)) {
        return fail(BackupError::LedgerUnusable);
    }
    return MadeBackup{*anchor, now, *written};
}

} // namespace till::backup
