#include "core/support/plain_text.h"
#include "core/vault/vault.h"
#include "core/vault/vault_check.h"

#include <algorithm>

namespace till::vault {

using crypto::SecretBytes;

namespace {

Account* accountAt(VaultContents& contents, const chain::AccountAddress& address)
{
    const auto found = std::find_if(contents.accounts.begin(), contents.accounts.end(),
                                    [&](const Account& a) { return a.address == address; });
    return found == contents.accounts.end() ? nullptr : &*found;
}

RecordKind keyKindOf(money::Family family)
{
    return family == money::Family::Evm ? RecordKind::EvmKey : RecordKind::Ed25519Key;
}

// A record of its own number, sealed, at the end of `contents`.
const SealedRecord& appendRecord(VaultContents& contents, RecordKind kind,
                                 const chain::AccountAddress& address, std::span<const std::uint8_t> secret,
                                 const SecretBytes& vaultKey, Entropy& entropy)
{
    SealedRecord record;
    record.id = contents.records.back().id + 1;
    record.kind = kind;
    record.address = address;
    sealRecord(contents, record, secret, vaultKey, entropy);
    return contents.records.emplace_back(std::move(record));
}

} // namespace

Result<Account, VaultError> Vault::importEvmKey(SecretBytes key, std::string label)
{
    return importKey(money::Family::Evm, std::move(key), std::move(label));
}

Result<Account, VaultError> Vault::importKey(money::Family family, SecretBytes key, std::string label)
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    const auto address = addressOfKey(family, *blindedCurve(*m_entropy), key.readable());
    if (!address) {
        return fail(VaultError::InvalidKey);
    }
    VaultContents next = m_contents;
    Account* const there = accountAt(next, *address);
    if (there != nullptr && there->hasKey()) {
        return fail(VaultError::AddressExists);
    }
    if (next.records.size() >= kMaxRecords) {
        return fail(VaultError::TooManyAccounts);
    }
    const std::uint32_t recordId =
        appendRecord(next, keyKindOf(family), *address, key.readable(), *m_vaultKey, *m_entropy).id;
    if (there == nullptr) {
        Account account;
        account.origin = AccountOrigin::Imported;
        account.recordId = recordId;
        account.address = *address;
        account.label = std::move(label);
        return addAccount(std::move(next), std::move(account), key.readable());
    }
    if (!isPlainLine(label, kMaxLabelBytes)) {
        return fail(VaultError::BadLabel);
    }
    there->origin = AccountOrigin::Imported;
    there->recordId = recordId;
    there->label = std::move(label);
    const Account promoted = *there;
    if (auto written = commit(std::move(next), nullptr); !written) {
        return fail(written.error());
    }
    m_signer->add(promoted, key.readable());
    return promoted;
}

Result<SealedRecord, VaultError> Vault::recordOfPhrase(VaultContents& next, const TypedPhrase& phrase,
                                                       SecretBytes& bip39Seed)
{
    const auto seed = seedOf(phrase);
    if (!seed) {
        return fail(seed.error());
    }
    bip39Seed = seed->bip39Seed();
    const auto first = deriveAccount(money::Family::Evm, *blindedCurve(*m_entropy), bip39Seed, 0);
    if (!first) {
        return fail(VaultError::InvalidKey);
    }
    const auto& records = next.records;
    const auto known = std::find_if(records.begin(), records.end(), [&](const SealedRecord& record) {
        return record.kind == RecordKind::Seed && record.address == first->address;
    });
    if (known != records.end()) {
        return *known;
    }
    const auto seeds = std::count_if(records.begin(), records.end(),
                                     [](const SealedRecord& r) { return r.kind == RecordKind::Seed; });
    if (static_cast<std::size_t>(seeds) >= kMaxSeeds || records.size() >= kMaxRecords) {
        return fail(VaultError::TooManyAccounts);
    }
    return appendRecord(next, RecordKind::Seed, first->address, seed->packed().readable(), *m_vaultKey,
                        *m_entropy);
}

Result<Account, VaultError> Vault::importPhrase(const TypedPhrase& phrase, money::Family family,
                                                std::string label)
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    VaultContents next = m_contents;
    SecretBytes bip39Seed(0);
    const auto record = recordOfPhrase(next, phrase, bip39Seed);
    if (!record) {
        return fail(record.error());
    }
    return deriveNext(std::move(next), *record, bip39Seed, family, std::move(label));
}

Result<Account, VaultError> Vault::importPhrase(const TypedPhrase& phrase, money::Family family,
                                                std::uint32_t index, std::string label)
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    VaultContents next = m_contents;
    SecretBytes bip39Seed(0);
    const auto record = recordOfPhrase(next, phrase, bip39Seed);
    if (!record) {
        return fail(record.error());
    }
    const auto derived = deriveAccount(family, *blindedCurve(*m_entropy), bip39Seed, index);
    if (!derived) {
        return fail(VaultError::InvalidKey);
    }
    if (accountAt(next, derived->address) != nullptr) {
        return fail(VaultError::AddressExists);
    }
    Account account;
    account.origin = AccountOrigin::Derived;
    account.derivationIndex = index;
    account.recordId = record->id;
    account.address = derived->address;
    account.label = std::move(label);
    return addAccount(std::move(next), std::move(account), derived->key.readable());
}

} // namespace till::vault
