#pragma once

#include "core/crypto/secret_bytes.h"
#include "core/vault/key_file_error.h"
#include "core/vault/vault_error.h"

#include <memory>
#include <string>
#include <string_view>

namespace till::keeper {

/// The published code of a failure.
[[nodiscard]] std::string_view codeOf(vault::VaultError error);
[[nodiscard]] std::string_view codeOf(vault::KeyFileError error);

/// A typed secret as locked memory; the text it came in is wiped. Shared, because jobs are copied.
[[nodiscard]] std::shared_ptr<crypto::SecretBytes> lockedCopy(std::string& text);
/// For an answer's one secret; whoever sends it wipes it.
[[nodiscard]] std::string asText(const crypto::SecretBytes& secret);
void wipeText(std::string& text);

} // namespace till::keeper
