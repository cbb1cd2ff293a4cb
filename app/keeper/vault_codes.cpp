#include "app/keeper/vault_codes.h"

namespace till::keeper {

std::string_view codeOf(vault::VaultError error)
{
    using vault::VaultError;
    switch (error) {
    case VaultError::AlreadyExists:
        return "vault_exists";
    case VaultError::WrongPassphrase:
        return "wrong_passphrase";
    case VaultError::PassphraseTooShort:
    case VaultError::PassphraseTooLong:
        return "weak_passphrase";
    case VaultError::PhraseWordCount:
    case VaultError::PhraseUnknownWord:
    case VaultError::PhraseChecksum:
    case VaultError::PhraseTooLong:
    case VaultError::ExtraWordNotPlain:
        return "bad_phrase";
    case VaultError::InvalidKey:
        return "bad_key";
    case VaultError::AddressExists:
        return "account_exists";
    case VaultError::WatchOnly:
        return "watch_only";
    case VaultError::BadDefault:
        return "bad_default";
    case VaultError::NoRecoveryCode:
        return "no_recovery_code";
    case VaultError::BadLabel:
        return "bad_name";
    case VaultError::UnknownAccount:
        return "no_such_account";
    case VaultError::Locked:
        return "locked";
    case VaultError::NewerVersion:
        return "vault_newer";
    case VaultError::NotFound:
        return "no_vault";
    case VaultError::NotAVault:
    case VaultError::TooLarge:
    case VaultError::Damaged:
    case VaultError::KdfOutOfBounds:
    case VaultError::Tampered:
    case VaultError::AddressMismatch:
        return "vault_damaged";
    case VaultError::NotReadable:
    case VaultError::NotWritten:
    case VaultError::NotConfirmed:
    case VaultError::UnsafePermissions:
    case VaultError::ChangedOnDisk:
    case VaultError::NoPrevious:
    case VaultError::PreviousKept:
    case VaultError::OutOfMemory:
    case VaultError::TooManyAccounts:
        return "vault_failed";
    }
    return "vault_failed";
}

std::string_view codeOf(vault::KeyFileError error)
{
    using vault::KeyFileError;
    switch (error) {
    case KeyFileError::WrongPassphrase:
        return "wrong_file_passphrase";
    case KeyFileError::InvalidKey:
        return "bad_key";
    case KeyFileError::InvalidPhrase:
        return "bad_phrase";
    case KeyFileError::TooLarge:
    case KeyFileError::NotJson:
    case KeyFileError::NotAKeystore:
    case KeyFileError::NotASolanaKeypair:
    case KeyFileError::NotAnOpenWallet:
    case KeyFileError::UnknownVersion:
    case KeyFileError::UnknownCipher:
    case KeyFileError::CostOutOfBounds:
    case KeyFileError::OutOfMemory:
    case KeyFileError::AddressMismatch:
    case KeyFileError::NothingToImport:
        return "bad_key_file";
    }
    return "bad_key_file";
}

} // namespace till::keeper
