#include "core/vault/vault_error.h"

namespace till::vault {

std::string_view describe(VaultError error)
{
    switch (error) {
    case VaultError::NotFound:
        return "There is no vault here yet. No money moved. Create one, or restore one from your recovery "
               "words.";
    case VaultError::AlreadyExists:
        return "There is a vault here already, and it was left as it is. No money moved. Unlock it, or move "
               "its file "
               "away before you make another.";
    case VaultError::NotReadable:
        return "The vault file could not be read. No money moved. Check the disk and that the file belongs "
               "to you, "
               "then try again.";
    case VaultError::NotWritten:
        return "The vault file could not be written, so nothing was changed. No money moved. Free some space "
               "or check "
               "the disk, then try again.";
    case VaultError::NotConfirmed:
        return "The disk failed just when the vault was written, so it is not known whether the change is in "
               "it. "
               "No money moved. Check the disk, start Tillkeeper again and look; after a change of the "
               "passphrase "
               "the new one or the old one opens it.";
    case VaultError::UnsafePermissions:
        return "Other users of this computer could reach the vault file, so it was not used. No money moved. "
               "Make the "
               "folder yours alone (chmod 700) and its files too (chmod 600), then try again.";
    case VaultError::ChangedOnDisk:
        return "The vault file was changed by something else since it was read, so it was not overwritten. "
               "No money "
               "moved. Make sure that Tillkeeper runs only once, then start it again.";
    case VaultError::NoPrevious:
        return "There is no usable earlier copy of the vault. No money moved. Restore from your recovery "
               "words or "
               "from a backup.";
    case VaultError::PreviousKept:
        return "The change is in the vault, but the earlier copy beside it (vault.previous), which the old "
               "passphrase or code opens, may still be there: the disk failed. No money moved. Check the "
               "disk, "
               "then unlock once more, which replaces that copy, or delete it.";
    case VaultError::NotAVault:
        return "This file is not a Tillkeeper vault. No money moved. Choose the right file, or put a copy of "
               "your "
               "vault in its place.";
    case VaultError::TooLarge:
        return "This file is larger than a vault can be, so it was not read. No money moved. Choose the "
               "right file, or "
               "put a copy of your vault in its place.";
    case VaultError::Damaged:
        return "The vault file is damaged; your passphrase was not tried. No money moved. Use the earlier "
               "copy that "
               "is kept beside it, a backup, or your recovery words.";
    case VaultError::NewerVersion:
        return "A newer version of Tillkeeper wrote this vault, so it was left as it is. No money moved. "
               "Update "
               "Tillkeeper, then try again.";
    case VaultError::KdfOutOfBounds:
        return "The vault file asks for more work or memory to check a passphrase than Tillkeeper allows, or "
               "for less "
               "than is safe. It was not opened and no money moved. Use a copy of your vault that you trust.";
    case VaultError::Tampered:
        return "The vault file was changed by something other than Tillkeeper, so it was not opened. No "
               "money moved. "
               "Use a copy that you trust, and find out who can write to this file.";
    case VaultError::AddressMismatch:
        return "A key in the vault does not belong to the address beside it, so the vault was not opened. No "
               "money "
               "moved. Use a backup or your recovery words, and do not send money to the addresses shown.";
    case VaultError::Locked:
        return "The vault is locked. No money moved. Unlock it with your passphrase, then try again.";
    case VaultError::WrongPassphrase:
        return "That is not the passphrase of this vault. No money moved. Check the keyboard layout and Caps "
               "Lock, "
               "then try again.";
    case VaultError::PassphraseTooShort:
        return "The new passphrase is too short; it needs at least 8 characters. Nothing was changed and no "
               "money "
               "moved. Choose a longer one.";
    case VaultError::PassphraseTooLong:
        return "The passphrase is longer than 1024 bytes. Nothing was changed and no money moved. Use a "
               "shorter one.";
    case VaultError::OutOfMemory:
        return "There is not enough free memory to check a passphrase for this vault. No money moved. Close "
               "other "
               "programs, then try again.";
    case VaultError::PhraseWordCount:
        return "Recovery words come as 12, 15, 18, 21 or 24. Nothing was restored and no money moved. Check "
               "that none "
               "is missing or doubled.";
    case VaultError::PhraseUnknownWord:
        return "One of the recovery words is not on the list of such words. Nothing was restored and no "
               "money moved. "
               "Check the spelling of each.";
    case VaultError::PhraseChecksum:
        return "These recovery words do not belong together. Nothing was restored and no money moved. Check "
               "their "
               "order and that each is the one you wrote down.";
    case VaultError::PhraseTooLong:
        return "That is too much text for recovery words. Nothing was restored and no money moved. Enter "
               "only the "
               "words.";
    case VaultError::ExtraWordNotPlain:
        return "The extra word may only have plain English letters, digits and signs, at most 256 of them. "
               "Nothing was "
               "restored and no money moved. Type it as it was set; if it has other letters, use the wallet "
               "that made "
               "it.";
    case VaultError::InvalidKey:
        return "That is not a private key: it must be 32 bytes (64 hex digits) in the valid range. Nothing "
               "was "
               "imported and no money moved. Check that it was copied whole.";
    case VaultError::AddressExists:
        return "This account is in the vault already. Nothing was changed and no money moved. Use the one "
               "that is "
               "there.";
    case VaultError::UnknownAccount:
        return "There is no such account in the vault. Nothing was changed and no money moved. Choose one "
               "from the "
               "list of accounts.";
    case VaultError::BadLabel:
        return "A label is one line of at most 64 bytes. Nothing was changed and no money moved. Choose a "
               "shorter or "
               "plainer one.";
    case VaultError::WatchOnly:
        return "This account is only watched: its key is not in the vault. Nothing was changed and no money "
               "moved. Choose an account that has its key here.";
    case VaultError::BadDefault:
        return "A default needs an active account with its key here, of the family that the network has. "
               "Nothing was changed and no money moved. Choose another account or another network.";
    case VaultError::NoRecoveryCode:
        return "This vault has no recovery code. Nothing was changed and no money moved. Make one when you "
               "want one.";
    case VaultError::TooManyAccounts:
        return "The vault is full: it holds at most 4096 accounts. Nothing was changed and no money moved. "
               "Use an "
               "account that is there.";
    }
    return "";
}

} // namespace till::vault
