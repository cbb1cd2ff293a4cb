#pragma once

#include "core/chain/account_address.h"
#include "core/crypto/secret_bytes.h"
#include "core/vault/password_seal.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::vault {

/// One wallet file of the Open Wallet Standard, version 2, as the package @open-wallet-standard/core 1.2.4
/// writes it into `wallets/`: recovery words or one private key a curve, sealed with AES-256-GCM under a key
/// that scrypt makes. It names accounts of many chains; those that are not EVM or Solana are passed over.
struct OpenWallet {
    enum class Holds { Phrase, Keys };
    struct Named {
        chain::AccountAddress address;
        std::uint32_t index = 0; ///< in its derivation path; 0 for keys
    };

    Holds holds = Holds::Phrase;
    std::string name; ///< a stranger's text
    PasswordSetting setting;
    std::array<std::uint8_t, 12> nonce{};
    std::array<std::uint8_t, 16> tag{};
    Bytes ciphertext;
    std::vector<Named> accounts; ///< at most one a family
};

/// What was sealed: either the words, or a key for each family that the wallet names.
struct OpenedWallet {
    crypto::SecretBytes phrase{0};
    std::optional<crypto::SecretBytes> evmKey;
    std::optional<crypto::SecretBytes> solanaSeed;
};

inline constexpr std::size_t kMaxOpenWalletBytes = std::size_t{32} * 1024;

[[nodiscard]] Result<OpenWallet, KeyFileError> parseOpenWallet(std::string_view text);
/// Whether the keys give the addresses that the wallet names is for the caller to check.
[[nodiscard]] Result<OpenedWallet, KeyFileError> openOpenWallet(const OpenWallet& wallet,
                                                                std::span<const std::uint8_t> password);

} // namespace till::vault
