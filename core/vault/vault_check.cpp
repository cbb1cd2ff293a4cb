#include "core/vault/vault_check.h"

#include "core/crypto/bip32.h"
#include "core/crypto/ed25519.h"
#include "core/crypto/hash.h"
#include "core/crypto/slip10.h"

#include <algorithm>
#include <map>

namespace till::vault {

using crypto::SecretBytes;

namespace {

/// The opened seeds by record, each with the 64 bytes that keys come from.
using OpenedSeeds = std::map<std::uint32_t, SecretBytes>;

Result<OpenedSeeds, VaultError> openSeeds(const VaultContents& contents, const SecretBytes& vaultKey,
                                          const crypto::Secp256k1& curve)
{
    OpenedSeeds seeds;
    for (const SealedRecord& record : contents.records) {
        if (record.kind != RecordKind::Seed) {
            continue;
        }
        const auto secret = openSeed(contents, record, vaultKey);
        if (!secret) {
            return fail(secret.error());
        }
        SecretBytes bip39Seed = secret->bip39Seed();
        const auto first = deriveAccount(money::Family::Evm, curve, bip39Seed, 0);
        if (!first || first->address != record.address) {
            return fail(VaultError::AddressMismatch);
        }
        seeds.emplace(record.id, std::move(bip39Seed));
    }
    return seeds;
}

// The key of one account, checked against its address.
Result<SecretBytes, VaultError> keyOf(const Account& account, const VaultContents& contents,
                                      const SecretBytes& vaultKey, const OpenedSeeds& seeds,
                                      const crypto::Secp256k1& curve)
{
    const money::Family family = account.address.family();
    if (account.origin == AccountOrigin::Derived) {
        const auto seed = seeds.find(account.recordId);
        auto derived = seed == seeds.end()
                           ? std::nullopt
                           : deriveAccount(family, curve, seed->second, account.derivationIndex);
        if (!derived || derived->address != account.address) {
            return fail(VaultError::AddressMismatch);
        }
        return std::move(derived->key);
    }
    const SealedRecord* const record = contents.record(account.recordId);
    if (record == nullptr) {
        return fail(VaultError::Damaged);
    }
    auto opened = openRecord(contents, *record, vaultKey);
    if (!opened) {
        return fail(opened.error());
    }
    if (addressOfKey(family, curve, opened->readable()) != account.address) {
        return fail(VaultError::AddressMismatch);
    }
    return std::move(*opened);
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

std::optional<chain::AccountAddress> addressOfKey(money::Family family, const crypto::Secp256k1& curve,
                                                  std::span<const std::uint8_t> key)
{
    if (family == money::Family::Svm) {
        const auto publicKey = crypto::ed25519PublicKey(key);
        return publicKey ? std::optional<chain::AccountAddress>(chain::SolanaAddress(*publicKey))
                         : std::nullopt;
    }
    const auto publicKey = curve.publicKey(key);
    return publicKey ? std::optional<chain::AccountAddress>(chain::EvmAddress::fromPublicKey(*publicKey))
                     : std::nullopt;
}

std::optional<DerivedKey> deriveAccount(money::Family family, const crypto::Secp256k1& curve,
                                        const SecretBytes& bip39Seed, std::uint32_t index)
{
    auto key = family == money::Family::Evm ? crypto::deriveEvmAccount(curve, bip39Seed.readable(), index)
                                            : crypto::deriveSolanaAccount(bip39Seed.readable(), index);
    if (!key) {
        return std::nullopt;
    }
    const auto address = addressOfKey(family, curve, key->readable());
    return address ? std::optional(DerivedKey{std::move(*key), *address}) : std::nullopt;
}

Result<SecretBytes, VaultError> keysOfAccounts(const VaultContents& contents, const Hash256& mac,
                                               const SecretBytes& vaultKey, const crypto::Secp256k1& curve)
{
    if (!crypto::equalConstantTime(keyCheckOf(contents.id, vaultKey), contents.keyCheck) ||
        !crypto::equalConstantTime(macOf(contents, vaultKey), mac)) {
        return fail(VaultError::Tampered);
    }
    const auto seeds = openSeeds(contents, vaultKey, curve);
    if (!seeds) {
        return fail(seeds.error());
    }
    SecretBytes keys(contents.accounts.size() * kKeyRecordBytes);
    auto out = keys.writable().begin();
    for (const Account& account : contents.accounts) {
        if (account.hasKey()) {
            const auto key = keyOf(account, contents, vaultKey, *seeds, curve);
            if (!key) {
                return fail(key.error());
            }
            std::copy(key->readable().begin(), key->readable().end(), out);
        }
        out += kKeyRecordBytes;
    }
    return keys;
}

} // namespace till::vault
