#include "core/vault/signer.h"

#include "core/crypto/ed25519.h"
#include "core/support/base58.h"
#include "core/support/ensure.h"

#include <algorithm>
#include <array>
#include <mutex>

namespace till::vault {

struct Signer::Keys {
    Keys(std::span<const std::uint8_t, 32> blind, crypto::SecretBytes keys)
        : curve(blind), bytes(std::move(keys))
    {
    }

    // libsecp256k1: a context may be used by several threads at once in all calls that take it const.
    // Blinding is none of those, so it is done once, here.
    crypto::Secp256k1 curve;
    crypto::SecretBytes bytes;
    std::unordered_map<std::string, Entry> entries; ///< by account id
};

std::string_view describe(SignError error)
{
    switch (error) {
    case SignError::Locked:
        return "Not signed: the vault is locked. No money moved. Unlock it, then ask again.";
    case SignError::UnknownAccount:
        return "Not signed: the vault has no such account. No money moved. Give the agent an account that is "
               "there.";
    case SignError::Archived:
        return "Not signed: this account is archived. No money moved. Bring it back, or give the agent "
               "another.";
    case SignError::WatchOnly:
        return "Not signed: this account is only watched; its key is elsewhere. No money moved. Use an "
               "account "
               "that has its key here.";
    case SignError::WrongFamily:
        return "Not signed: this account is of another signer family than the payment. No money moved. Give "
               "the agent an account of the right one.";
    case SignError::WrongFrom:
        return "Not signed: the payment is not from the account's own address. No money moved. Check the "
               "ledger with "
               "\"till payments verify\".";
    case SignError::WrongAccount:
        return "Not signed: the message is for another account. No money moved. Choose the account that it "
               "names.";
    case SignError::DigestMismatch:
        return "Not signed: what would be signed is not what was recorded. No money moved. Check the ledger "
               "with "
               "\"till payments verify\".";
    case SignError::CurveFailed:
        return "Not signed: the key could not be used. No money moved. Lock and unlock the vault, then ask "
               "again.";
    }
    return "";
}

Signer::Signer() = default;
Signer::~Signer() = default; // SecretBytes and the curve's context wipe themselves

std::shared_lock<std::shared_mutex> Signer::lockShared() const
{
    const std::lock_guard turn(m_turn);
    return std::shared_lock(m_mutex);
}

std::unique_lock<std::shared_mutex> Signer::lockAlone() const
{
    const std::lock_guard turn(m_turn);
    return std::unique_lock(m_mutex);
}

Result<crypto::EvmSignature, SignError> Signer::sign(ledger::Reservation reservation) const
{
    const ledger::Terms& terms = reservation.terms();
    const Hash256 digest = chain::signingDigest(terms.domain, terms.authorization);
    if (digest != terms.digest) {
        return fail(SignError::DigestMismatch);
    }
    const auto guard = lockShared();
    if (!m_keys) {
        return fail(SignError::Locked);
    }
    const auto found = m_keys->entries.find(terms.account);
    if (found == m_keys->entries.end()) {
        return fail(SignError::UnknownAccount);
    }
    const Entry& entry = found->second;
    if (entry.state == AccountState::Archived) {
        return fail(SignError::Archived);
    }
    if (!entry.hasKey) {
        return fail(SignError::WatchOnly);
    }
    if (entry.address.evm() == nullptr) {
        return fail(SignError::WrongFamily);
    }
    if (*entry.address.evm() != terms.authorization.from) {
        return fail(SignError::WrongFrom);
    }
    auto signature =
        m_keys->curve.sign(digest, m_keys->bytes.readable().subspan(entry.offset, kKeyRecordBytes));
    if (!signature) {
        return fail(SignError::CurveFailed);
    }
    return *signature;
}

Result<std::string, SignError> Signer::signIn(std::string_view account,
                                              const chain::SignInMessage& message) const
{
    const auto guard = lockShared();
    if (!m_keys) {
        return fail(SignError::Locked);
    }
    const auto found = m_keys->entries.find(std::string(account));
    if (found == m_keys->entries.end()) {
        return fail(SignError::UnknownAccount);
    }
    const Entry& entry = found->second;
    if (entry.state == AccountState::Archived) {
        return fail(SignError::Archived);
    }
    if (!entry.hasKey) {
        return fail(SignError::WatchOnly);
    }
    if (entry.address != message.address()) {
        return fail(SignError::WrongAccount);
    }
    const auto key = m_keys->bytes.readable().subspan(entry.offset, kKeyRecordBytes);
    const std::string& text = message.text();
    if (entry.address.evm() != nullptr) {
        const auto signature = m_keys->curve.sign(chain::personalMessageDigest(text), key);
        return signature ? Result<std::string, SignError>(signature->toHex0x())
                         : fail(SignError::CurveFailed);
    }
    const auto signature =
        crypto::ed25519Sign(key, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    return signature ? Result<std::string, SignError>(toBase58(*signature)) : fail(SignError::CurveFailed);
}

void Signer::stop()
{
    const auto guard = lockAlone();
    m_keys.reset();
}

bool Signer::isStopped() const
{
    const auto guard = lockShared();
    return m_keys == nullptr;
}

void Signer::start(const std::vector<Account>& accounts, crypto::SecretBytes keys, Entropy& entropy)
{
    ensure(keys.size() == accounts.size() * kKeyRecordBytes, "each account has one key");
    std::array<std::uint8_t, 32> blind{};
    entropy.fill(blind);
    auto fresh = std::make_unique<Keys>(blind, std::move(keys));
    crypto::wipe(blind);
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        fresh->entries[accounts[i].id()] = {accounts[i].address, accounts[i].state, i * kKeyRecordBytes,
                                            accounts[i].hasKey()};
    }
    const auto guard = lockAlone();
    m_keys = std::move(fresh);
}

void Signer::add(const Account& account, std::span<const std::uint8_t> key)
{
    const auto guard = lockAlone();
    ensure(m_keys != nullptr && key.size() == kKeyRecordBytes, "keys are added while the vault is open");
    const auto old = m_keys->bytes.readable();
    crypto::SecretBytes longer(old.size() + kKeyRecordBytes);
    const auto end = std::copy(old.begin(), old.end(), longer.writable().begin());
    std::copy(key.begin(), key.end(), end);
    m_keys->entries[account.id()] = {account.address, account.state, old.size(), account.hasKey()};
    m_keys->bytes = std::move(longer);
}

void Signer::setState(const Account& account)
{
    const auto guard = lockAlone();
    if (m_keys) {
        m_keys->entries.at(account.id()).state = account.state;
    }
}

} // namespace till::vault
