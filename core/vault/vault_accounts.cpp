#include "core/crypto/bip32.h"
#include "core/support/plain_text.h"
#include "core/vault/vault.h"
#include "core/vault/vault_check.h"

#include <algorithm>

namespace till::vault {

using crypto::SecretBytes;

namespace {

bool hasAddress(const VaultContents& contents, const chain::EvmAddress& address)
{
    return std::any_of(contents.accounts.begin(), contents.accounts.end(),
                       [&](const Account& a) { return a.address == address; });
}

// One above all that were ever given: accounts are archived, never removed, and derived in order.
std::uint32_t nextDerivationIndex(const VaultContents& contents)
{
    std::uint32_t next = 0;
    for (const Account& account : contents.accounts) {
        if (account.origin == AccountOrigin::Derived) {
            next = std::max(next, account.derivationIndex + 1);
        }
    }
    return next;
}

} // namespace

std::optional<std::size_t> Vault::indexOf(std::string_view id) const
{
    const auto& accounts = m_contents.accounts;
    const auto found =
        std::find_if(accounts.begin(), accounts.end(), [&](const Account& a) { return a.id() == id; });
    if (found == accounts.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - accounts.begin());
}

const Account* Vault::account(std::string_view id) const
{
    const auto index = indexOf(id);
    return index ? &m_contents.accounts[*index] : nullptr;
}

Result<Account, VaultError> Vault::newAccount(std::string label)
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    const auto seed = openSeed(m_contents, *m_vaultKey);
    if (!seed) {
        return fail(seed.error());
    }
    const SecretBytes bip39Seed = seed->bip39Seed();
    const auto curve = blindedCurve(*m_entropy);
    // An index is passed over when its key was imported earlier (or, one in 2^127, has no key).
    std::uint32_t index = nextDerivationIndex(m_contents);
    for (std::size_t tries = 0; tries <= kMaxAccounts && index <= kMaxDerivationIndex; ++tries, ++index) {
        const auto key = crypto::deriveEvmAccount(*curve, bip39Seed.readable(), index);
        const auto address = key ? addressOfKey(*curve, key->readable()) : std::nullopt;
        if (!address || hasAddress(m_contents, *address)) {
            continue;
        }
        Account account;
        account.origin = AccountOrigin::Derived;
        account.derivationIndex = index;
        account.recordId = m_contents.seed().id;
        account.address = *address;
        account.label = std::move(label);
        return addAccount(m_contents, std::move(account), key->readable());
    }
    return fail(VaultError::TooManyAccounts);
}

Result<Account, VaultError> Vault::importEvmKey(SecretBytes key, std::string label)
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    const auto address = addressOfKey(*blindedCurve(*m_entropy), key.readable());
    if (!address) {
        return fail(VaultError::InvalidKey);
    }
    if (hasAddress(m_contents, *address)) {
        return fail(VaultError::AddressExists);
    }
    if (m_contents.records.size() >= kMaxRecords) {
        return fail(VaultError::TooManyAccounts);
    }
    VaultContents next = m_contents;
    SealedRecord record;
    record.id = next.records.back().id + 1;
    record.kind = RecordKind::EvmKey;
    record.address = *address;
    sealRecord(next.id, record, key.readable(), *m_vaultKey, *m_entropy);
    Account account;
    account.origin = AccountOrigin::Imported;
    account.recordId = record.id;
    account.address = *address;
    account.label = std::move(label);
    next.records.push_back(std::move(record));
    return addAccount(std::move(next), std::move(account), key.readable());
}

Result<Account, VaultError> Vault::addAccount(VaultContents next, Account account,
                                              std::span<const std::uint8_t> key)
{
    if (!isPlainLine(account.label, kMaxLabelBytes)) {
        return fail(VaultError::BadLabel);
    }
    if (next.accounts.size() >= kMaxAccounts) {
        return fail(VaultError::TooManyAccounts);
    }
    account.number = next.accounts.empty() ? 1 : next.accounts.back().number + 1;
    next.accounts.push_back(account);
    if (auto written = commit(std::move(next), nullptr); !written) {
        return fail(written.error());
    }
    m_signer->add(account, key);
    return account;
}

Result<void, VaultError> Vault::rename(std::string_view id, std::string label)
{
    const auto index = indexOf(id);
    if (!index) {
        return fail(VaultError::UnknownAccount);
    }
    if (!isPlainLine(label, kMaxLabelBytes)) {
        return fail(VaultError::BadLabel);
    }
    VaultContents next = m_contents;
    next.accounts[*index].label = std::move(label);
    return commit(std::move(next), nullptr);
}

Result<void, VaultError> Vault::setState(std::string_view id, AccountState state)
{
    const auto index = indexOf(id);
    if (!index) {
        return fail(VaultError::UnknownAccount);
    }
    VaultContents next = m_contents;
    next.accounts[*index].state = state;
    if (auto written = commit(std::move(next), nullptr); !written) {
        return written;
    }
    m_signer->setState(m_contents.accounts[*index]);
    return {};
}

} // namespace till::vault
