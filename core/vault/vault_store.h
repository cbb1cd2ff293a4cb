#pragma once

#include "core/support/hex.h"
#include "core/support/result.h"
#include "core/vault/vault_error.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <span>

namespace till::vault {

/// The vault file on disk: `vault` and `vault.previous`, 0600, in a folder 0700 that belongs to this user.
///
/// A write goes to a temporary file, is synced, read back and checked, and only then takes the place of the
/// old file, which stays beside it as `vault.previous`. After a failure (but NotConfirmed) or a power cut the
/// old file is there as it was.
class VaultStore {
public:
    explicit VaultStore(std::filesystem::path directory) : m_directory(std::move(directory)) {}

    [[nodiscard]] bool exists() const;
    [[nodiscard]] Result<Bytes, VaultError> read() const;

    /// Says whether bytes that were read back from the disk are good.
    using Check = std::function<Result<void, VaultError>(std::span<const std::uint8_t>)>;
    /// `replaces` is the checksum of the file that was read (its last 32 bytes); absent when there must be
    /// none yet.
    [[nodiscard]] Result<void, VaultError> write(std::span<const std::uint8_t> bytes,
                                                 const std::optional<Hash256>& replaces,
                                                 const Check& check) const;

    /// Puts the earlier generation in the place of a vault that is missing or damaged; that one is kept as
    /// `vault.damaged`. Refuses when the vault in place can be read.
    [[nodiscard]] Result<void, VaultError> recoverPrevious() const;
    [[nodiscard]] Result<Bytes, VaultError> readPrevious() const;
    /// Deletes the earlier generation, which still opens with an old passphrase. Done also when there is
    /// none; PreviousKept when it may still be there, or come back after a power cut.
    [[nodiscard]] Result<void, VaultError> dropPrevious() const;

    [[nodiscard]] const std::filesystem::path& directory() const { return m_directory; }

private:
    std::filesystem::path m_directory;
};

} // namespace till::vault
