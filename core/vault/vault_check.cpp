#include "core/vault/vault_check.h"

#include "core/crypto/bip32.h"
#include "core/crypto/hash.h"

#include <algorithm>

namespace till::vault {

using crypto::SecretBytes;

namespace {

// The key of one account, checked against its address.
Result<SecretBytes, VaultError> keyOf(const Account& account, const VaultContents& contents,
                                      const SecretBytes& vaultKey, const SecretBytes& bip39Seed,
                                      const crypto::Secp256k1& curve)
{
    SecretBytes key(0);
    if (account.origin == AccountOrigin::Derived) {
        auto derived = crypto::deriveEvmAccount(curve, bip39Seed.readable(), account.derivationIndex);
        if (!derived) {
            return fail(VaultError::AddressMismatch);
        }
        key = std::move(*derived);
    } else {
        const SealedRecord* const record = contents.record(account.recordId);
        if (record == nullptr) {
            return fail(VaultError::Damaged);
        }
        auto opened = openRecord(contents.id, *record, vaultKey);
        if (!opened) {
            return fail(opened.error());
        }
        key = std::move(*opened);
    }
    if (addressOfKey(curve, key.readable()) != account.address) {
        return fail(VaultError::AddressMismatch);
    }
    return key;
}

} // namespace

std::unique_ptr<crypto::Secp256k1> blindedCurve(Entropy& entropy)
{
    std::array<std::uint8_t, 32> blind{};
    entropy.fill(blind);
    auto curve = std::make_unique<crypto::Secp256k1>(blind);
    crypto::wipe(blind);
    return curve;
}

std::optional<chain::EvmAddress> addressOfKey(const crypto::Secp256k1& curve,
                                              std::span<const std::uint8_t> key)
{
    const auto publicKey = curve.publicKey(key);
    if (!publicKey) {
        return std::nullopt;
    }
    return chain::EvmAddress::fromPublicKey(*publicKey);
}

Result<SecretBytes, VaultError> keysOfAccounts(const VaultContents& contents, const Hash256& mac,
                                               const SecretBytes& vaultKey, const crypto::Secp256k1& curve)
{
    if (!crypto::equalConstantTime(keyCheckOf(contents.id, vaultKey), contents.keyCheck) ||
        !crypto::equalConstantTime(macOf(contents, vaultKey), mac)) {
        return fail(VaultError::Tampered);
    }
    const auto seed = openSeed(contents, vaultKey);
    if (!seed) {
        return fail(seed.error());
    }
    const SecretBytes bip39Seed = seed->bip39Seed();
    const auto first = crypto::deriveEvmAccount(curve, bip39Seed.readable(), 0);
    if (!first || addressOfKey(curve, first->readable()) != contents.seed().address) {
        return fail(VaultError::AddressMismatch);
    }
    SecretBytes keys(contents.accounts.size() * kKeyRecordBytes);
    auto out = keys.writable().begin();
    for (const Account& account : contents.accounts) {
        const auto key = keyOf(account, contents, vaultKey, bip39Seed, curve);
        if (!key) {
            return fail(key.error());
        }
        out = std::copy(key->readable().begin(), key->readable().end(), out);
    }
    return keys;
}

} // namespace till::vault
