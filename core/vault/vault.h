#pragma once

#include "core/crypto/bip39.h"
#include "core/support/entropy.h"
#include "core/vault/key_tasks.h"
#include "core/vault/signer.h"
#include "core/vault/typed_phrase.h"
#include "core/vault/vault_file.h"
#include "core/vault/vault_store.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::vault {

/// What the keeper needs keys for besides signing. Each gets its own, derived from the vault key.
enum class Purpose { LedgerMac, PaymentNonce, Token, PolicyMac, Backup };

/// All keys of one owner: the recovery words, the accounts derived from them, imported keys and words, and
/// the addresses that are only watched.
///
/// Locked, it only tells which accounts there are. Unlocked, it makes accounts and hands out derived keys,
/// and its signer signs. Every change is on disk before it counts; when writing fails, nothing has changed.
///
/// One thread owns it. The slow steps are values (key_tasks.h) that may run elsewhere, and the signer may be
/// used by several threads; everything else stays on the owner's thread.
class Vault {
public:
    struct Created;

    /// A new vault with new words, unlocked and on disk, without accounts.
    [[nodiscard]] static Result<Created, VaultError> create(VaultStore store, SlotKey slotKey,
                                                            crypto::WordCount words, Entropy& entropy);
    /// The same with an extra word beside the new words.
    [[nodiscard]] static Result<Created, VaultError> create(VaultStore store, SlotKey slotKey,
                                                            crypto::WordCount words,
                                                            std::span<const std::uint8_t> extraWord,
                                                            Entropy& entropy);
    /// The same from words that exist.
    [[nodiscard]] static Result<Vault, VaultError> restore(VaultStore store, SlotKey slotKey,
                                                           const TypedPhrase& phrase, Entropy& entropy);
    /// The vault that is on disk, locked.
    [[nodiscard]] static Result<Vault, VaultError> load(VaultStore store, Entropy& entropy);

    Vault(Vault&&) noexcept = default;
    Vault& operator=(Vault&&) noexcept = default;

    // ── lock
    // ─────────────────────────────────────────────────────────────────────────────────────────────────

    [[nodiscard]] UnlockTask unlockTask() const { return {m_contents.id, m_contents.slots}; }
    /// Takes what the task found: checks the file's MAC, opens every record and compares every address. An
    /// earlier generation that opens with what the vault does not open with any more (a change of the
    /// passphrase was cut short) is replaced, if the disk lets it.
    [[nodiscard]] Result<void, VaultError> completeUnlock(crypto::SecretBytes vaultKey);
    /// Both in one, on this thread.
    [[nodiscard]] Result<void, VaultError> unlock(std::span<const std::uint8_t> passphrase);
    /// Wipes every key. Returns when no signature is being made any more.
    void lock();
    [[nodiscard]] bool isUnlocked() const { return m_vaultKey.has_value(); }

    /// Proof of the passphrase, locked or not; changes nothing. The first takes what an UnlockTask found.
    [[nodiscard]] Result<void, VaultError> checkVaultKey(const crypto::SecretBytes& vaultKey) const;
    [[nodiscard]] Result<void, VaultError> checkPassphrase(std::span<const std::uint8_t> passphrase) const;

    /// Only the new passphrase opens the vault afterwards (and the recovery code, when there is one), and the
    /// earlier generation on disk too. PreviousKept: the first holds, the second perhaps not yet.
    [[nodiscard]] Result<void, VaultError> changePassphrase(const crypto::SecretBytes& provenVaultKey,
                                                            SlotKey slotKey);
    /// A new recovery code, as it is to be written down; an earlier one opens nothing from now on, the
    /// earlier generation on disk neither.
    [[nodiscard]] Result<crypto::SecretBytes, VaultError>
    makeRecoveryCode(const crypto::SecretBytes& provenVaultKey);
    [[nodiscard]] Result<void, VaultError> removeRecoveryCode(const crypto::SecretBytes& provenVaultKey);
    [[nodiscard]] bool hasRecoveryCode() const;
    /// What guessing the passphrase costs; of the first passphrase slot.
    [[nodiscard]] crypto::KdfCost kdfCost() const;
    /// The words again, for somebody who has just proved the passphrase.
    [[nodiscard]] Result<crypto::SecretBytes, VaultError>
    recoveryPhrase(const crypto::SecretBytes& provenVaultKey) const;

    // ── accounts
    // ─────────────────────────────────────────────────────────────────────────────────────────────

    [[nodiscard]] const std::vector<Account>& accounts() const { return m_contents.accounts; }
    [[nodiscard]] const Account* account(std::string_view id) const;
    /// The next of m/44'/60'/0'/0/i or m/44'/501'/i'/0' that is not there yet.
    [[nodiscard]] Result<Account, VaultError> newAccount(money::Family family, std::string label);
    /// The same, EVM.
    [[nodiscard]] Result<Account, VaultError> newAccount(std::string label);
    /// 32 bytes; for Solana the Ed25519 seed. A watched account of this address becomes one with its key.
    [[nodiscard]] Result<Account, VaultError> importKey(money::Family family, crypto::SecretBytes key,
                                                        std::string label);
    [[nodiscard]] Result<Account, VaultError> importEvmKey(crypto::SecretBytes key, std::string label);
    /// Account `index` of other words than the vault's own, which the vault then keeps too.
    [[nodiscard]] Result<Account, VaultError> importPhrase(const TypedPhrase& phrase, money::Family family,
                                                           std::uint32_t index, std::string label);
    /// The same, the next that is not there yet.
    [[nodiscard]] Result<Account, VaultError> importPhrase(const TypedPhrase& phrase, money::Family family,
                                                           std::string label);
    /// An account without its key: it is listed and looked after, and never signs.
    [[nodiscard]] Result<Account, VaultError> watch(const chain::AccountAddress& address, std::string label);
    [[nodiscard]] Result<void, VaultError> rename(std::string_view id, std::string label);
    /// An archived account keeps its key and signs nothing; it is no default any more.
    [[nodiscard]] Result<void, VaultError> setState(std::string_view id, AccountState state);

    /// `scope` is a family ("evm", "svm") or one network (CAIP-2).
    [[nodiscard]] Result<void, VaultError> setDefault(std::string_view scope, std::string_view id);
    [[nodiscard]] Result<void, VaultError> clearDefault(std::string_view scope);
    /// That of the network, else that of its family; null when there is none.
    [[nodiscard]] const Account* defaultAccount(std::string_view scope) const;
    [[nodiscard]] const std::vector<DefaultAccount>& defaults() const { return m_contents.defaults; }

    /// The private key (32 bytes; for Solana the Ed25519 seed), for somebody who has just proved the
    /// passphrase.
    [[nodiscard]] Result<crypto::SecretBytes, VaultError> exportKey(const crypto::SecretBytes& provenVaultKey,
                                                                    std::string_view id) const;

    // ── use
    // ──────────────────────────────────────────────────────────────────────────────────────────────────

    /// Stays where it is for the life of the vault, also when the vault moves; stopped while locked.
    [[nodiscard]] const Signer& signer() const { return *m_signer; }
    [[nodiscard]] Result<crypto::SecretBytes, VaultError> purposeKey(Purpose purpose) const;
    [[nodiscard]] const VaultId& id() const { return m_contents.id; }
    [[nodiscard]] std::uint64_t generation() const { return m_contents.generation; }
    /// Of the file on disk: 1 until the first write after an update of Tillkeeper.
    [[nodiscard]] std::uint16_t fileVersion() const { return m_contents.version; }

private:
    Vault(VaultStore store, Entropy& entropy);
    [[nodiscard]] static Result<Vault, VaultError> found(VaultStore store, SlotKey slotKey,
                                                         const SeedSecret& seed, Entropy& entropy);
    /// Makes `next` durable and then current.
    [[nodiscard]] Result<void, VaultError> commit(VaultContents next, const SlotKey* newSlotKey);
    [[nodiscard]] Result<Account, VaultError> addAccount(VaultContents next, Account account,
                                                         std::span<const std::uint8_t> key);
    /// Adds the words to `next` unless they are there; gives their record and makes `bip39Seed`.
    [[nodiscard]] Result<SealedRecord, VaultError>
    recordOfPhrase(VaultContents& next, const TypedPhrase& phrase, crypto::SecretBytes& bip39Seed);
    /// The next account of one seed of `next`, which may be newer than what is on disk.
    [[nodiscard]] Result<Account, VaultError> deriveNext(VaultContents next, const SealedRecord& record,
                                                         const crypto::SecretBytes& bip39Seed,
                                                         money::Family family, std::string label);
    /// Puts `slots` in the place of those on disk, and out of the earlier generation too.
    [[nodiscard]] Result<void, VaultError> replaceSlots(std::vector<KeySlot> slots, const SlotKey* added);
    [[nodiscard]] Result<void, VaultError> closePrevious();
    /// True when the earlier generation has a slot that this one has not.
    [[nodiscard]] bool isPreviousOpenToOthers() const;
    [[nodiscard]] std::optional<std::size_t> indexOf(std::string_view id) const;

    VaultStore m_store;
    Entropy* m_entropy;
    VaultContents m_contents;
    Hash256 m_mac{};
    std::optional<Hash256>
        m_checksum; ///< of the file that `m_contents` came from; absent before the first write
    std::optional<crypto::SecretBytes> m_vaultKey;
    std::unique_ptr<Signer> m_signer; ///< on its own, because threads hold a reference to it
};

struct Vault::Created {
    Vault vault;
    crypto::SecretBytes phrase; ///< to be shown once and written down
};

} // namespace till::vault
