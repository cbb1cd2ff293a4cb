#pragma once

#include "core/crypto/bip32.h"

namespace till::crypto {

/// SLIP-10 private derivation for Ed25519 along `path` from a seed of 16 to 64 bytes. Every step must be
/// hardened (have the top bit set): Ed25519 knows no others.
[[nodiscard]] Result<SecretBytes, DerivationError> deriveEd25519(std::span<const std::uint8_t> seed,
                                                                 std::span<const std::uint32_t> path);
/// `m/44'/501'/index'/0'`, the account path of Solana wallets. `index` is below 2^31.
[[nodiscard]] Result<SecretBytes, DerivationError> deriveSolanaAccount(std::span<const std::uint8_t> seed,
                                                                       std::uint32_t index);

} // namespace till::crypto
