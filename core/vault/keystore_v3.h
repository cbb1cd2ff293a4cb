#pragma once

#include "core/chain/evm_address.h"
#include "core/crypto/secp256k1.h"
#include "core/support/entropy.h"
#include "core/vault/password_seal.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace till::vault {

/// The Web3 Secret Storage definition, version 3: one EVM key under a passphrase, as geth and most wallets
/// write it (github.com/ethereum/wiki/wiki/Web3-Secret-Storage-Definition).
struct KeystoreV3 {
    PasswordSetting setting;
    std::array<std::uint8_t, 16> firstCounter{};
    std::array<std::uint8_t, 32> ciphertext{};
    Hash256 mac{};
    std::optional<chain::EvmAddress> address; ///< what the file claims; checked when it is opened
};
inline constexpr std::size_t kMaxKeyFileBytes = std::size_t{16} * 1024;

/// Members that we do not know (names, mnemonics of other programs) are passed over.
[[nodiscard]] Result<KeystoreV3, KeyFileError> parseKeystoreV3(std::string_view text);
/// The private key. The MAC is compared in constant time, and the address that the file claims with the one
/// that the key gives. The passphrase is taken as its UTF-8 bytes, as geth does.
[[nodiscard]] Result<crypto::SecretBytes, KeyFileError> openKeystoreV3(const KeystoreV3& keystore,
                                                                       std::span<const std::uint8_t> password,
                                                                       const crypto::Secp256k1& curve);
/// geth's standard cost: 256 MiB and about a second.
inline constexpr crypto::ScryptCost kKeystoreCost = {262144, 8, 1};
/// One line of JSON. Fails on a key that is none, and on a cost out of bounds.
[[nodiscard]] Result<std::string, KeyFileError>
makeKeystoreV3(std::span<const std::uint8_t> key, std::span<const std::uint8_t> password,
               crypto::ScryptCost cost, const crypto::Secp256k1& curve, Entropy& entropy);

} // namespace till::vault
