#include "core/vault/vault.h"

#include "core/crypto/bip32.h"
#include "core/crypto/hash.h"
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

VaultError vaultErrorOf(crypto::MnemonicError error)
{
    switch (error) {
    case crypto::MnemonicError::WrongWordCount:
        return VaultError::PhraseWordCount;
    case crypto::MnemonicError::UnknownWord:
        return VaultError::PhraseUnknownWord;
    case crypto::MnemonicError::BadChecksum:
        return VaultError::PhraseChecksum;
    case crypto::MnemonicError::TooLong:
        return VaultError::PhraseTooLong;
    }
    return VaultError::PhraseChecksum;
}

bool isPlainAscii(std::span<const std::uint8_t> text)
{
    return text.size() <= kMaxExtraWordBytes &&
           std::all_of(text.begin(), text.end(), [](std::uint8_t c) { return c >= 0x20 && c < 0x7f; });
}

} // namespace

Vault::Vault(VaultStore store, Entropy& entropy)
    : m_store(std::move(store)), m_entropy(&entropy), m_signer(std::make_unique<Signer>())
{
}

Result<Vault::Created, VaultError> Vault::create(VaultStore store, SlotKey slotKey, crypto::WordCount words,
                                                 Entropy& entropy)
{
    const SeedSecret seed{crypto::newMnemonic(entropy, words), SecretBytes(0)};
    auto vault = found(std::move(store), std::move(slotKey), seed, entropy);
    if (!vault) {
        return fail(vault.error());
    }
    return Created{std::move(*vault), seed.phrase.duplicate()};
}

Result<Vault, VaultError> Vault::restore(VaultStore store, SlotKey slotKey, const TypedPhrase& phrase,
                                         Entropy& entropy)
{
    auto words = crypto::canonicalMnemonic(phrase.words);
    if (!words) {
        return fail(vaultErrorOf(words.error()));
    }
    if (!isPlainAscii(phrase.extraWord)) {
        return fail(VaultError::ExtraWordNotPlain);
    }
    SecretBytes extra(phrase.extraWord.size());
    std::copy(phrase.extraWord.begin(), phrase.extraWord.end(), extra.writable().begin());
    return found(std::move(store), std::move(slotKey), {std::move(*words), std::move(extra)}, entropy);
}

Result<Vault, VaultError> Vault::found(VaultStore store, SlotKey slotKey, const SeedSecret& seed,
                                       Entropy& entropy)
{
    Vault vault(std::move(store), entropy);
    const auto curve = blindedCurve(entropy);
    const auto first = crypto::deriveEvmAccount(*curve, seed.bip39Seed().readable(), 0);
    const auto address = first ? addressOfKey(*curve, first->readable()) : std::nullopt;
    if (!address) {
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
    record.address = *address;
    sealRecord(contents.id, record, seed.packed().readable(), vaultKey, entropy);
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

Result<void, VaultError> Vault::changePassphrase(const SecretBytes& provenVaultKey, SlotKey slotKey)
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    if (auto proof = checkVaultKey(provenVaultKey); !proof) {
        return proof;
    }
    VaultContents next = m_contents;
    next.slots = {wrapVaultKey(next.id, slotKey, *m_vaultKey, *m_entropy)};
    if (auto written = commit(std::move(next), &slotKey); !written) {
        return written;
    }
    // The generation that is kept beside it still opens with the old passphrase, perhaps one that leaked.
    // Writing once more puts one in its place that does not.
    if (!commit(m_contents, nullptr)) {
        m_store.dropPrevious();
    }
    return {};
}

Result<SecretBytes, VaultError> Vault::recoveryPhrase(const SecretBytes& provenVaultKey) const
{
    if (auto proof = checkVaultKey(provenVaultKey); !proof) {
        return fail(proof.error());
    }
    auto seed = openSeed(m_contents, provenVaultKey);
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
            const auto key = unwrapVaultKey(file->contents.id, file->contents.slots.back(), newSlotKey->key);
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
