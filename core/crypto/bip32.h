#pragma once

#include "core/crypto/secp256k1.h"
#include "core/crypto/secret_bytes.h"
#include "core/support/result.h"

#include <cstdint>
#include <span>

namespace till::crypto {

enum class DerivationError { InvalidSeed, InvalidChild };

/// BIP-32 private derivation along `path` (hardened steps have the top bit set) from a BIP-39 seed (64
/// bytes).
[[nodiscard]] Result<SecretBytes, DerivationError> deriveSecp256k1(const Secp256k1& curve,
                                                                   std::span<const std::uint8_t> seed,
                                                                   std::span<const std::uint32_t> path);
/// `m/44'/60'/0'/0/index`, the account path of EVM wallets.
[[nodiscard]] Result<SecretBytes, DerivationError>
deriveEvmAccount(const Secp256k1& curve, std::span<const std::uint8_t> seed, std::uint32_t index);

} // namespace till::crypto
