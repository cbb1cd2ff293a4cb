#pragma once

#include "core/crypto/password_kdf.h"
#include "core/support/hex.h"
#include "core/support/json.h"
#include "core/support/result.h"
#include "core/vault/key_file_error.h"

#include <span>
#include <variant>

namespace till::vault {

/// How a foreign file makes a key of its passphrase; its costs are within bounds.
struct ScryptSetting {
    crypto::ScryptCost cost;
    Bytes salt;
};
struct Pbkdf2Setting {
    std::uint64_t rounds = 0;
    Bytes salt;
};
using PasswordSetting = std::variant<ScryptSetting, Pbkdf2Setting>;

/// Reads `kdf` and `kdfparams`, which keystores and the Open Wallet Standard write alike. `malformed` is the
/// error for a file that lacks a part.
[[nodiscard]] Result<PasswordSetting, KeyFileError> readPasswordSetting(const nlohmann::json& crypto,
                                                                        KeyFileError malformed);
/// 32 bytes. Takes as long as the file asks for.
[[nodiscard]] Result<crypto::SecretBytes, KeyFileError> passwordKey(const PasswordSetting& setting,
                                                                    std::span<const std::uint8_t> password);

/// Hex digits of exactly `size` bytes in one member, with or without `0x`; empty when it is anything else.
[[nodiscard]] Bytes hexMember(const nlohmann::json& object, const char* name, std::size_t size);

} // namespace till::vault
