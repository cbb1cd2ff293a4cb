#include "core/backup/trial_restore.h"

#include "core/backup/ledger_image.h"

namespace till::backup {

namespace {

BackupError backupErrorOf(vault::VaultError error)
{
    switch (error) {
    case vault::VaultError::WrongPassphrase:
    case vault::VaultError::PassphraseTooLong:
        return BackupError::WrongSecret;
    case vault::VaultError::OutOfMemory:
        return BackupError::OutOfMemory;
    case vault::VaultError::NewerVersion:
        return BackupError::NewerVersion;
    case vault::VaultError::NotWritten:
        return BackupError::NotWritten;
    default:
        return BackupError::VaultUnusable;
    }
}

Result<vault::Vault, BackupError> openVault(const std::filesystem::path& folder, const BackupHeader& header,
                                            std::span<const std::uint8_t> passphrase, Entropy& entropy)
{
    const auto isVault = [](std::span<const std::uint8_t> bytes) -> Result<void, vault::VaultError> {
        const auto file = vault::parseVaultFile(bytes);
        return file ? Result<void, vault::VaultError>() : Result<void, vault::VaultError>(fail(file.error()));
    };
    const vault::VaultStore store(folder);
    if (const auto fits = isVault(header.vaultFile); !fits) {
        return fail(backupErrorOf(fits.error()));
    }
    if (const auto written = store.write(header.vaultFile, std::nullopt, isVault); !written) {
        return fail(backupErrorOf(written.error()));
    }
    auto vault = vault::Vault::load(store, entropy);
    if (!vault) {
        return fail(backupErrorOf(vault.error()));
    }
    if (const auto opened = vault->unlock(passphrase); !opened) {
        return fail(backupErrorOf(opened.error()));
    }
    if (vault->id() != header.vault) {
        return fail(BackupError::Tampered);
    }
    return std::move(*vault);
}

} // namespace

Result<ProvenBackup, BackupError> restoreInto(const std::filesystem::path& folder, const ByteSource& file,
                                              std::span<const std::uint8_t> passphrase, Entropy& entropy)
{
    auto header = readBackup(file);
    if (!header) {
        return fail(header.error());
    }
    auto vault = openVault(folder, *header, passphrase, entropy);
    if (!vault) {
        return fail(vault.error());
    }
    const auto backupKey = vault->purposeKey(vault::Purpose::Backup);
    auto ledgerMac = vault->purposeKey(vault::Purpose::LedgerMac);
    if (!backupKey || !ledgerMac) {
        return fail(BackupError::VaultUnusable);
    }
    const std::filesystem::path ledgerPath = folder / kLedgerName;
    if (const auto opened = openImage(file, *backupKey, ledgerPath); !opened) {
        return fail(opened.error());
    }
    const auto anchor = verifyImage(ledgerPath, *ledgerMac);
    if (!anchor) {
        return fail(anchor.error());
    }
    if (!(*anchor == header->anchor)) {
        return fail(BackupError::Tampered);
    }
    return ProvenBackup{std::move(*header), vault->accounts(), std::move(*ledgerMac)};
}

} // namespace till::backup
