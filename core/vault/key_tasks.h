#pragma once

#include "core/vault/vault_seal.h"

#include <cstdint>
#include <span>
#include <vector>

namespace till::vault {

// The slow steps (Argon2id, about a second and hundreds of MiB) as values that share nothing with the vault,
// so that a program can run them on another thread and hand the result back to the thread that owns the
// vault.

inline constexpr std::size_t kMinPassphraseBytes = 8; ///< of a new one
inline constexpr std::size_t kMaxPassphraseBytes = 1024;

/// Finds the vault key by a passphrase or a recovery code. Made by Vault::unlockTask.
struct UnlockTask {
    VaultId vault{};
    std::vector<KeySlot> slots;

    [[nodiscard]] Result<crypto::SecretBytes, VaultError>
    run(std::span<const std::uint8_t> passphraseOrCode) const;
};

/// Makes the key of a new slot, for a new vault or a changed passphrase.
class NewSlotTask {
public:
    /// Draws the salt now, so that running needs no source of randomness.
    NewSlotTask(crypto::KdfCost cost, Entropy& entropy);

    [[nodiscard]] Result<SlotKey, VaultError> run(std::span<const std::uint8_t> passphrase) const;

private:
    std::array<std::uint8_t, crypto::kKdfSaltBytes> m_salt{};
    crypto::KdfCost m_cost;
};

} // namespace till::vault
