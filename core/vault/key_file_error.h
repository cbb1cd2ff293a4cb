#pragma once

#include <string_view>

namespace till::vault {

/// Why a key of another wallet could not be taken over. None of these ever moves money.
enum class KeyFileError {
    TooLarge,
    NotJson,
    NotAKeystore,
    NotASolanaKeypair,
    NotAnOpenWallet,
    UnknownVersion,
    UnknownCipher,
    CostOutOfBounds,
    OutOfMemory,
    WrongPassphrase,
    AddressMismatch,
    InvalidKey,
    InvalidPhrase,
    NothingToImport,
};

/// Plain English for a person: what happened, that no money moved, what to do now.
[[nodiscard]] std::string_view describe(KeyFileError error);

} // namespace till::vault
