#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/support/entropy.h"
#include "core/vault/vault_file.h"

#include <span>
#include <utility>

namespace till::vault {

// The key hierarchy of a vault. Argon2id makes a slot key from the passphrase; that unwraps the vault key, 32
// random bytes that never change; and from it comes one derived key for each use.

/// A key made from a passphrase or a recovery code, with what made it.
struct SlotKey {
    std::array<std::uint8_t, crypto::kKdfSaltBytes> salt{};
    crypto::KdfCost cost;
    crypto::SecretBytes key{0};
    SlotKind kind = SlotKind::Passphrase;
};

[[nodiscard]] KeySlot wrapVaultKey(const VaultId& vault, const SlotKey& slotKey,
                                   const crypto::SecretBytes& vaultKey, Entropy& entropy);
/// WrongPassphrase when the slot key is another; Tampered when it is right and the slot was changed.
[[nodiscard]] Result<crypto::SecretBytes, VaultError>
unwrapVaultKey(const VaultId& vault, const KeySlot& slot, const crypto::SecretBytes& slotKey);

/// Tells the vault key from any other without decrypting anything.
[[nodiscard]] Hash256 keyCheckOf(const VaultId& vault, const crypto::SecretBytes& vaultKey);
/// The MAC over everything that the file says.
[[nodiscard]] Hash256 macOf(const VaultContents& contents, const crypto::SecretBytes& vaultKey);

/// Fills in `nonce` and `sealed`; the other members are bound to the secret as associated data, and so are
/// the id and the version of the file.
void sealRecord(const VaultContents& contents, SealedRecord& record, std::span<const std::uint8_t> secret,
                const crypto::SecretBytes& vaultKey, Entropy& entropy);
[[nodiscard]] Result<crypto::SecretBytes, VaultError>
openRecord(const VaultContents& contents, const SealedRecord& record, const crypto::SecretBytes& vaultKey);

/// What a seed record holds: the words, and the extra word of BIP-39 (empty for none).
struct SeedSecret {
    crypto::SecretBytes phrase{0};
    crypto::SecretBytes extraWord{0};

    [[nodiscard]] crypto::SecretBytes packed() const;
    [[nodiscard]] static Result<SeedSecret, VaultError> unpack(const crypto::SecretBytes& packed);
    /// The 64 bytes that BIP-32 starts from.
    [[nodiscard]] crypto::SecretBytes bip39Seed() const;
};
inline constexpr std::size_t kMaxExtraWordBytes = 256;

/// Opens and unpacks one seed record.
[[nodiscard]] Result<SeedSecret, VaultError>
openSeed(const VaultContents& contents, const SealedRecord& record, const crypto::SecretBytes& vaultKey);

/// Makes contents of an earlier version those of this one: every record is sealed anew. The slots stay as
/// they are, since their form has a version of its own.
[[nodiscard]] Result<void, VaultError> upgrade(VaultContents& contents, const crypto::SecretBytes& vaultKey,
                                               Entropy& entropy);

} // namespace till::vault
