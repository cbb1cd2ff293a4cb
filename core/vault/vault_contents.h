#pragma once

#include "core/chain/account_address.h"
#include "core/crypto/aead.h"
#include "core/crypto/kdf.h"
#include "core/support/hex.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::vault {

// Limits on reading and on writing.
inline constexpr std::size_t kMaxVaultBytes = std::size_t{1024} * 1024;
inline constexpr std::size_t kMaxSlots = 8;
inline constexpr std::size_t kMaxRecords = 4096;
inline constexpr std::size_t kMaxSeeds = 16;
inline constexpr std::size_t kMaxAccounts = 4096;
inline constexpr std::size_t kMaxDefaults = 64;
inline constexpr std::size_t kMaxScopeBytes = 64;
inline constexpr std::size_t kMaxLabelBytes = 64;
inline constexpr std::size_t kMaxExtraFields = 16;
inline constexpr std::size_t kMaxExtraFieldBytes = 1024;
inline constexpr std::uint32_t kMaxDerivationIndex = 0x7fff'ffff; ///< BIP-32: above are the hardened ones

inline constexpr std::uint16_t kVaultVersion = 2;      ///< what is written
inline constexpr std::uint16_t kFirstVaultVersion = 1; ///< still read; becomes 2 at the next write
inline constexpr std::size_t kVaultKeyBytes = 32;
inline constexpr std::size_t kSeedRecordBytes =
    512; ///< padded, so that the size tells nothing about the words
inline constexpr std::size_t kKeyRecordBytes = 32;

using VaultId = std::array<std::uint8_t, 16>;
using AeadNonce = std::array<std::uint8_t, crypto::kAeadNonceBytes>;

enum class SlotKind : std::uint8_t {
    Passphrase = 1,   ///< the slot key comes from Argon2id
    RecoveryCode = 2, ///< the slot key comes from HKDF: the code is random enough by itself
};

/// One way to open the vault: the vault key, wrapped under a slot key. `check` tells a wrong passphrase from
/// a changed file before anything is decrypted.
struct KeySlot {
    SlotKind kind = SlotKind::Passphrase;
    std::array<std::uint8_t, crypto::kKdfSaltBytes> salt{};
    crypto::KdfCost cost; ///< of passphrase slots
    Hash256 check{};
    AeadNonce nonce{};
    std::array<std::uint8_t, kVaultKeyBytes + crypto::kAeadTagBytes> wrappedKey{};
};

enum class RecordKind : std::uint8_t {
    Seed = 1,       ///< recovery words and the optional extra word
    EvmKey = 2,     ///< one imported secp256k1 key
    Ed25519Key = 3, ///< the seed of one imported Solana key
};

/// One secret, sealed. `address` is that of the key; for a seed that of its first EVM account.
struct SealedRecord {
    std::uint32_t id = 0;
    RecordKind kind = RecordKind::Seed;
    chain::AccountAddress address;
    AeadNonce nonce{};
    Bytes sealed;
};

enum class AccountOrigin : std::uint8_t { Derived = 1, Imported = 2, Watched = 3 };
enum class AccountState : std::uint8_t { Active = 1, Archived = 2 };

/// What may be known of an account while the vault is locked. Until the vault has been unlocked once, this is
/// only what the file says: nothing has vouched for it but a checksum.
struct Account {
    std::uint32_t number = 0; ///< never used again, also not after others are gone
    AccountState state = AccountState::Active;
    AccountOrigin origin = AccountOrigin::Derived;
    std::uint32_t derivationIndex = 0; ///< i of m/44'/60'/0'/0/i or m/44'/501'/i'/0'; 0 for the others
    std::uint32_t recordId = 0;        ///< its seed, or its own key; 0 for watched ones
    chain::AccountAddress address;
    std::string label;

    /// "acc_1"
    [[nodiscard]] std::string id() const { return "acc_" + std::to_string(number); }
    /// The signer family: "evm" or "svm".
    [[nodiscard]] std::string_view family() const { return chain::familyName(address.family()); }
    /// Watched accounts have no key here.
    [[nodiscard]] bool hasKey() const { return origin != AccountOrigin::Watched; }
    /// "m/44'/60'/0'/0/3", or empty when it is not derived.
    [[nodiscard]] std::string path() const;
};

/// The account that stands for a family ("evm", "svm") or for one network (CAIP-2) when none is named.
struct DefaultAccount {
    std::string scope;
    std::uint32_t account = 0; ///< its number
};

/// Something that a later version wrote and marked as safe to ignore. It is kept and written again.
struct ExtraField {
    std::uint8_t kind = 0;
    Bytes body;
};

/// All that a vault file says.
struct VaultContents {
    std::uint16_t version = kVaultVersion; ///< of the file that it came from
    VaultId id{};
    std::uint64_t generation = 0; ///< one more with each write
    std::vector<KeySlot> slots;
    Hash256 keyCheck{};
    std::vector<SealedRecord> records;
    std::vector<Account> accounts;
    std::vector<DefaultAccount> defaults; ///< rising by scope
    std::vector<ExtraField> extraFields;

    [[nodiscard]] const SealedRecord* record(std::uint32_t recordId) const;
    /// The words that the vault was made with.
    [[nodiscard]] const SealedRecord& seed() const;
    [[nodiscard]] const Account* account(std::uint32_t number) const;
};

/// The family that a default's scope is for; absent when the scope is neither a family nor a network that
/// Tillkeeper could pay on.
[[nodiscard]] std::optional<money::Family> familyOfScope(std::string_view scope);

/// Whether the parts fit together: each account has its key, no address and no number is twice, and so on.
[[nodiscard]] bool isConsistent(const VaultContents& contents);

} // namespace till::vault
