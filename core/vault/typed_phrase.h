#pragma once

#include "core/vault/vault_seal.h"

#include <span>

namespace till::vault {

/// Recovery words as a person typed them. The extra word ("25th word", BIP-39's passphrase) is empty for
/// none, and may only be ASCII: other letters have several forms, and another form is another wallet.
struct TypedPhrase {
    std::span<const std::uint8_t> words;
    std::span<const std::uint8_t> extraWord;
};

/// Checks the words and brings them into their one form.
[[nodiscard]] Result<SeedSecret, VaultError> seedOf(const TypedPhrase& phrase);

} // namespace till::vault
