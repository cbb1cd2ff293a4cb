#pragma once

#include "core/crypto/secp256k1.h"
#include "core/support/entropy.h"
#include "core/vault/vault_seal.h"

#include <memory>
#include <optional>
#include <span>

namespace till::vault {

/// A curve context that is blinded anew.
[[nodiscard]] std::unique_ptr<crypto::Secp256k1> blindedCurve(Entropy& entropy);

/// The address of a private key (32 bytes; for Solana the Ed25519 seed); absent when it is none.
[[nodiscard]] std::optional<chain::AccountAddress>
addressOfKey(money::Family family, const crypto::Secp256k1& curve, std::span<const std::uint8_t> key);

/// A key and its address.
struct DerivedKey {
    crypto::SecretBytes key{0};
    chain::AccountAddress address;
};
/// Account `index` of a family, from the 64 bytes that BIP-39 makes of the words. Absent for one index in
/// 2^127.
[[nodiscard]] std::optional<DerivedKey> deriveAccount(money::Family family, const crypto::Secp256k1& curve,
                                                      const crypto::SecretBytes& bip39Seed,
                                                      std::uint32_t index);

/// The key of every account, 32 bytes each in their order and zeros for watched ones, after checking all that
/// a vault key can check: the key itself, the MAC over the file, that every record opens, and that every
/// address is the one its key gives.
[[nodiscard]] Result<crypto::SecretBytes, VaultError> keysOfAccounts(const VaultContents& contents,
                                                                     const Hash256& mac,
                                                                     const crypto::SecretBytes& vaultKey,
                                                                     const crypto::Secp256k1& curve);

} // namespace till::vault
