#include "core/crypto/hash.h"
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

// One above all that were ever given: accounts are archived, never removed, and derived in order.
std::uint32_t nextDerivationIndex(const VaultContents& contents, std::uint32_t recordId, money::Family family)
{
    std::uint32_t next = 0;
    for (const Account& account : contents.accounts) {
        if (account.origin == AccountOrigin::Derived && account.recordId == recordId &&
            account.address.family() == family) {
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

Result<Account, VaultError> Vault::newAccount(money::Family family, std::string label)
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    const auto seed = openSeed(m_contents, m_contents.seed(), *m_vaultKey);
    if (!seed) {
        return fail(seed.error());
    }
    return deriveNext(m_contents, m_contents.seed(), seed->bip39Seed(), family, std::move(label));
}

Result<Account, VaultError> Vault::newAccount(std::string label)
{
    return newAccount(money::Family::Evm, std::move(label));
}

Result<Account, VaultError> Vault::deriveNext(VaultContents next, const SealedRecord& record,
                                              const SecretBytes& bip39Seed, money::Family family,
                                              std::string label)
{
    const auto curve = blindedCurve(*m_entropy);
    // An index is passed over when its account is there already (or, one in 2^127, has no key).
    std::uint32_t index = nextDerivationIndex(next, record.id, family);
    for (std::size_t tries = 0; tries <= kMaxAccounts && index <= kMaxDerivationIndex; ++tries, ++index) {
        const auto derived = deriveAccount(family, *curve, bip39Seed, index);
        if (!derived || accountAt(next, derived->address) != nullptr) {
            continue;
        }
        Account account;
        account.origin = AccountOrigin::Derived;
        account.derivationIndex = index;
        account.recordId = record.id;
        account.address = derived->address;
        account.label = std::move(label);
        return addAccount(std::move(next), std::move(account), derived->key.readable());
    }
    return fail(VaultError::TooManyAccounts);
}

Result<Account, VaultError> Vault::watch(const chain::AccountAddress& address, std::string label)
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    VaultContents next = m_contents;
    if (accountAt(next, address) != nullptr) {
        return fail(VaultError::AddressExists);
    }
    Account account;
    account.origin = AccountOrigin::Watched;
    account.address = address;
    account.label = std::move(label);
    return addAccount(std::move(next), std::move(account), SecretBytes(kKeyRecordBytes).readable());
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
    if (state == AccountState::Archived) {
        std::erase_if(next.defaults, [number = next.accounts[*index].number](const DefaultAccount& entry) {
            return entry.account == number;
        });
    }
    if (auto written = commit(std::move(next), nullptr); !written) {
        return written;
    }
    m_signer->setState(m_contents.accounts[*index]);
    return {};
}

Result<void, VaultError> Vault::setDefault(std::string_view scope, std::string_view id)
{
    const auto index = indexOf(id);
    if (!index) {
        return fail(VaultError::UnknownAccount);
    }
    const Account& account = m_contents.accounts[*index];
    if (!account.hasKey() || account.state != AccountState::Active ||
        familyOfScope(scope) != account.address.family()) {
        return fail(VaultError::BadDefault);
    }
    VaultContents next = m_contents;
    const auto place =
        std::lower_bound(next.defaults.begin(), next.defaults.end(), scope,
                         [](const DefaultAccount& entry, std::string_view s) { return entry.scope < s; });
    if (place != next.defaults.end() && place->scope == scope) {
        place->account = account.number;
    } else if (next.defaults.size() >= kMaxDefaults) {
        return fail(VaultError::BadDefault);
    } else {
        next.defaults.insert(place, {std::string(scope), account.number});
    }
    return commit(std::move(next), nullptr);
}

Result<void, VaultError> Vault::clearDefault(std::string_view scope)
{
    VaultContents next = m_contents;
    if (std::erase_if(next.defaults, [scope](const DefaultAccount& entry) { return entry.scope == scope; }) ==
        0) {
        return fail(VaultError::BadDefault);
    }
    return commit(std::move(next), nullptr);
}

const Account* Vault::defaultAccount(std::string_view scope) const
{
    const auto family = familyOfScope(scope);
    for (const std::string_view wanted : {scope, family ? chain::familyName(*family) : scope}) {
        for (const DefaultAccount& entry : m_contents.defaults) {
            if (entry.scope == wanted) {
                return m_contents.account(entry.account);
            }
        }
    }
    return nullptr;
}

Result<SecretBytes, VaultError> Vault::exportKey(const SecretBytes& provenVaultKey, std::string_view id) const
{
    if (!m_vaultKey) {
        return fail(VaultError::Locked);
    }
    if (auto proof = checkVaultKey(provenVaultKey); !proof) {
        return fail(proof.error());
    }
    const auto index = indexOf(id);
    if (!index) {
        return fail(VaultError::UnknownAccount);
    }
    if (!m_contents.accounts[*index].hasKey()) {
        return fail(VaultError::WatchOnly);
    }
    // All are opened and checked, and one of them is given out.
    const auto keys = keysOfAccounts(m_contents, m_mac, provenVaultKey, *blindedCurve(*m_entropy));
    if (!keys) {
        return fail(keys.error());
    }
    SecretBytes key(kKeyRecordBytes);
    const auto found = keys->readable().subspan(*index * kKeyRecordBytes, kKeyRecordBytes);
    std::copy(found.begin(), found.end(), key.writable().begin());
    return key;
}

} // namespace till::vault
