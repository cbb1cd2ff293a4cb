#include "core/vault/vault.h"

#include "core/crypto/hash.h"
#include "core/vault/typed_phrase.h"
#include "core/vault/vault_check.h"

#include <algorithm>

namespace till::vault {

using crypto::SecretBytes;

namespace {

constexpr std::uint32_t kSeedRecordId = 1;

std::string_view purposeName(Purpose purpose)
{
    switch (purpose) {
    case Purpose::LedgerMac:
        return "tillkeeper ledger mac";
    case Purpose::PaymentNonce:
        return "tillkeeper payment nonce";
    case Purpose::Token:
        return "tillkeeper token";
    case Purpose::PolicyMac:
        return "tillkeeper policy mac";
    case Purpose::Backup:
        return "tillkeeper backup";
    }
    return "";
}

} // namespace

Vault::Vault(VaultStore store, Entropy& entropy)
    : m_store(std::move(store)), m_entropy(&entropy), m_signer(std::make_unique<Signer>())
{
}

Result<Vault::Created, VaultError> Vault::create(VaultStore store, SlotKey slotKey, crypto::WordCount words,
                                                 Entropy& entropy)
{
    return create(std::move(store), std::move(slotKey), words, {}, entropy);
}

Result<Vault::Created, VaultError> Vault::create(VaultStore store, SlotKey slotKey, crypto::WordCount words,
                                                 std::span<const std::uint8_t> extraWord, Entropy& entropy)
{
    const SecretBytes phrase = crypto::newMnemonic(entropy, words);
    auto vault = restore(std::move(store), std::move(slotKey), {phrase.readable(), extraWord}, entropy);
    if (!vault) {
        return fail(vault.error());
    }
    return Created{std::move(*vault), phrase.duplicate()};
}

Result<Vault, VaultError> Vault::restore(VaultStore store, SlotKey slotKey, const TypedPhrase& phrase,
                                         Entropy& entropy)
{
    const auto seed = seedOf(phrase);
    if (!seed) {
        return fail(seed.error());
    }
    return found(std::move(store), std::move(slotKey), *seed, entropy);
}

Result<Vault, VaultError> Vault::found(VaultStore store, SlotKey slotKey, const SeedSecret& seed,
                                       Entropy& entropy)
{
    Vault vault(std::move(store), entropy);
    const auto curve = blindedCurve(entropy);
    const auto first = deriveAccount(money::Family::Evm, *curve, seed.bip39Seed(), 0);
    if (!first) {
        return fail(VaultError::InvalidKey); // one phrase in 2^127
    }
    SecretBytes vaultKey(kVaultKeyBytes);
    entropy.fill(vaultKey.writable());
    VaultContents contents;
    entropy.fill(contents.id);
    contents.slots.push_back(wrapVaultKey(contents.id, slotKey, vaultKey, entropy));
    contents.keyCheck = keyCheckOf(contents.id, vaultKey);
    SealedRecord record;
    record.id = kSeedRecordId;
    record.kind = RecordKind::Seed;
    record.address = first->address;
    sealRecord(contents, record, seed.packed().readable(), vaultKey, entropy);
    contents.records.push_back(std::move(record));
    vault.m_vaultKey = std::move(vaultKey);
    if (auto written = vault.commit(std::move(contents), &slotKey); !written) {
        return fail(written.error());
    }
    vault.m_signer->start({}, SecretBytes(0), entropy);
    return vault;
}

Result<Vault, VaultError> Vault::load(VaultStore store, Entropy& entropy)
{
    const auto bytes = store.read();
    if (!bytes) {
        return fail(bytes.error());
    }
    auto file = parseVaultFile(*bytes);
    if (!file) {
        return fail(file.error());
    }
    Vault vault(std::move(store), entropy);
    vault.m_contents = std::move(file->contents);
    vault.m_mac = file->mac;
    vault.m_checksum = file->checksum;
    return vault;
}

Result<void, VaultError> Vault::completeUnlock(SecretBytes vaultKey)
{
    const auto curve = blindedCurve(*m_entropy);
    auto keys = keysOfAccounts(m_contents, m_mac, vaultKey, *curve);
    if (!keys) {
        return fail(keys.error());
    }
    m_vaultKey = std::move(vaultKey);
    m_signer->start(m_contents.accounts, std::move(*keys), *m_entropy);
    if (isPreviousOpenToOthers()) {
        static_cast<void>(closePrevious()); // what fails now is tried again at the next unlock
    }
    return {};
}

Result<void, VaultError> Vault::unlock(std::span<const std::uint8_t> passphrase)
{
    auto vaultKey = unlockTask().run(passphrase);
    if (!vaultKey) {
        return fail(vaultKey.error());
    }
    return completeUnlock(std::move(*vaultKey));
}

void Vault::lock()
{
    m_signer->stop();
    m_vaultKey.reset();
}

Result<void, VaultError> Vault::checkVaultKey(const SecretBytes& vaultKey) const
{
    if (!crypto::equalConstantTime(keyCheckOf(m_contents.id, vaultKey), m_contents.keyCheck)) {
        return fail(VaultError::Tampered);
    }
    return {};
}

Result<void, VaultError> Vault::checkPassphrase(std::span<const std::uint8_t> passphrase) const
{
    const auto vaultKey = unlockTask().run(passphrase);
    if (!vaultKey) {
        return fail(vaultKey.error());
    }
    return checkVaultKey(*vaultKey);
}

Result<SecretBytes, VaultError> Vault::recoveryPhrase(const SecretBytes& provenVaultKey) const
{
    if (auto proof = checkVaultKey(provenVaultKey); !proof) {
        return fail(proof.error());
    }
    auto seed = openSeed(m_contents, m_contents.seed(), provenVaultKey);
    if (!seed) {
        return fail(seed.error());
    }
    return std::move(seed->phrase);
}

Result<SecretBytes, VaultError> Vault::purposeKey(Purpose purpose) const
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    return crypto::deriveKey(m_vaultKey->readable(), purposeName(purpose));
}

Result<void, VaultError> Vault::commit(VaultContents next, const SlotKey* newSlotKey)
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    if (auto upgraded = upgrade(next, *m_vaultKey, *m_entropy); !upgraded) {
        return upgraded;
    }
    ++next.generation;
    const Hash256 mac = macOf(next, *m_vaultKey);
    const Bytes bytes = fileBytes(next, mac);
    // What stands on the disk must open by itself before it replaces what is there.
    const auto opens = [&](std::span<const std::uint8_t> readBack) -> Result<void, VaultError> {
        const auto file = parseVaultFile(readBack);
        if (!file) {
            return fail(file.error());
        }
        if (newSlotKey != nullptr) {
            const auto& slots = file->contents.slots;
            const auto slot = std::find_if(slots.begin(), slots.end(),
                                           [&](const KeySlot& s) { return s.salt == newSlotKey->salt; });
            if (slot == slots.end()) {
                return fail(VaultError::Damaged);
            }
            const auto key = unwrapVaultKey(file->contents.id, *slot, newSlotKey->key);
            if (!key || !crypto::equalConstantTime(key->readable(), m_vaultKey->readable())) {
                return fail(VaultError::Damaged);
            }
        }
        const auto keys = keysOfAccounts(file->contents, file->mac, *m_vaultKey, *blindedCurve(*m_entropy));
        return keys ? Result<void, VaultError>{} : Result<void, VaultError>(fail(keys.error()));
    };
    if (auto written = m_store.write(bytes, m_checksum, opens); !written) {
        return written;
    }
    m_contents = std::move(next);
    m_mac = mac;
    Hash256 checksum{};
    std::copy(bytes.end() - static_cast<std::ptrdiff_t>(checksum.size()), bytes.end(), checksum.begin());
    m_checksum = checksum;
    return {};
}

} // namespace till::vault
