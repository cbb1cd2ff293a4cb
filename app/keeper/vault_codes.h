#pragma once

#include "core/vault/key_file_error.h"
#include "core/vault/vault_error.h"

#include <string_view>

namespace till::keeper {

/// The published code of a failure.
[[nodiscard]] std::string_view codeOf(vault::VaultError error);
[[nodiscard]] std::string_view codeOf(vault::KeyFileError error);

} // namespace till::keeper
