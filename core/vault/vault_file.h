#pragma once

#include "core/chain/evm_address.h"
#include "core/crypto/aead.h"
#include "core/crypto/kdf.h"
#include "core/support/hex.h"
#include "core/support/result.h"
#include "core/vault/vault_error.h"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace till::vault {

// Limits on reading and on writing.
inline constexpr std::size_t kMaxVaultBytes = std::size_t{1024} * 1024;
inline constexpr std::size_t kMaxSlots = 8;
inline constexpr std::size_t kMaxRecords = 4096;
inline constexpr std::size_t kMaxAccounts = 4096;
inline constexpr std::size_t kMaxLabelBytes = 64;
inline constexpr std::uint32_t kMaxDerivationIndex = 0x7fff'ffff; ///< BIP-32: above are the hardened ones

inline constexpr std::uint16_t kVaultVersion = 1;
inline constexpr std::size_t kVaultKeyBytes = 32;
inline constexpr std::size_t kSeedRecordBytes =
    512; ///< padded, so that the size tells nothing about the words
inline constexpr std::size_t kKeyRecordBytes = 32;

using VaultId = std::array<std::uint8_t, 16>;
using AeadNonce = std::array<std::uint8_t, crypto::kAeadNonceBytes>;

/// One way to open the vault: the vault key, wrapped under a key that Argon2id makes from a passphrase.
/// `check` tells a wrong passphrase from a changed file before anything is decrypted.
struct PassphraseSlot {
    std::array<std::uint8_t, crypto::kKdfSaltBytes> salt{};
    crypto::KdfCost cost;
    Hash256 check{};
    AeadNonce nonce{};
    std::array<std::uint8_t, kVaultKeyBytes + crypto::kAeadTagBytes> wrappedKey{};
};

enum class RecordKind : std::uint8_t {
    Seed = 1,   ///< recovery words and the optional extra word
    EvmKey = 2, ///< one imported secp256k1 key
};

/// One secret, sealed. `address` is that of the key; for the seed that of its first account.
struct SealedRecord {
    std::uint32_t id = 0;
    RecordKind kind = RecordKind::Seed;
    chain::EvmAddress address;
    AeadNonce nonce{};
    Bytes sealed;
};

enum class AccountOrigin : std::uint8_t { Derived = 1, Imported = 2 };
enum class AccountState : std::uint8_t { Active = 1, Archived = 2 };

/// What may be known of an account while the vault is locked. Until the vault has been unlocked once, this is
/// only what the file says: nothing has vouched for it but a checksum.
struct Account {
    std::uint32_t number = 0; ///< never used again, also not after others are gone
    AccountState state = AccountState::Active;
    AccountOrigin origin = AccountOrigin::Derived;
    std::uint32_t derivationIndex = 0; ///< i of m/44'/60'/0'/0/i; 0 for imported ones
    std::uint32_t recordId = 0;        ///< the seed, or its own key
    chain::EvmAddress address;
    std::string label;

    /// "acc_1"
    [[nodiscard]] std::string id() const { return "acc_" + std::to_string(number); }
    /// The signer family; this version of the file knows one.
    [[nodiscard]] static constexpr std::string_view family() { return "evm"; }
};

/// All that a vault file says.
///
/// On disk, numbers big-endian: magic (8), version (2), vault id (16), generation (8); slot count (1), each
/// kind (1), size (2) and that many bytes; key check (32); record count (2), records; account count (2),
/// accounts; then HMAC-SHA-256 (32) of all before it under a key derived from the vault key, then SHA-256
/// (32) of all before that. Magic, version and the last 32 bytes keep their place in every future version.
struct VaultContents {
    VaultId id{};
    std::uint64_t generation = 0; ///< one more with each write
    std::vector<PassphraseSlot> slots;
    Hash256 keyCheck{};
    std::vector<SealedRecord> records;
    std::vector<Account> accounts;

    [[nodiscard]] const SealedRecord* record(std::uint32_t recordId) const;
    [[nodiscard]] const SealedRecord& seed() const;
};

struct VaultFile {
    VaultContents contents;
    Hash256 mac{};
    Hash256 checksum{};
};

/// Reads a whole file. Strict: one byte sequence for one content, so what was read and what is authenticated
/// are the same. Needs no passphrase, and takes no memory that the file asks for beyond its own size.
[[nodiscard]] Result<VaultFile, VaultError> parseVaultFile(std::span<const std::uint8_t> bytes);

/// Everything before the MAC.
[[nodiscard]] Bytes authenticatedBytes(const VaultContents& contents);
/// The whole file.
[[nodiscard]] Bytes fileBytes(const VaultContents& contents, const Hash256& mac);

} // namespace till::vault
