#pragma once

#include <string_view>

namespace till::vault {

/// Why the vault could not do something. None of these ever moves money.
enum class VaultError {
    // the file as a file
    NotFound,
    AlreadyExists,
    NotReadable,
    NotWritten,
    NotConfirmed,
    UnsafePermissions,
    ChangedOnDisk,
    NoPrevious,
    PreviousKept,
    // the file as a vault
    NotAVault,
    TooLarge,
    Damaged,
    NewerVersion,
    KdfOutOfBounds,
    Tampered,
    AddressMismatch,
    // opening it
    Locked,
    WrongPassphrase,
    PassphraseTooShort,
    PassphraseTooLong,
    OutOfMemory,
    // recovery words
    PhraseWordCount,
    PhraseUnknownWord,
    PhraseChecksum,
    PhraseTooLong,
    ExtraWordNotPlain,
    // accounts
    InvalidKey,
    AddressExists,
    UnknownAccount,
    BadLabel,
    WatchOnly,
    BadDefault,
    NoRecoveryCode,
    TooManyAccounts,
};

/// Plain English for a person: what happened, that no money moved, what to do now.
[[nodiscard]] std::string_view describe(VaultError error);

} // namespace till::vault
