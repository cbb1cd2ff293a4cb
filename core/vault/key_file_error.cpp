#include "core/vault/key_file_error.h"

namespace till::vault {

std::string_view describe(KeyFileError error)
{
    switch (error) {
    case KeyFileError::TooLarge:
        return "This file is larger than a key file can be. Nothing was imported and no money moved. Choose "
               "the right file.";
    case KeyFileError::NotJson:
        return "This file is not JSON. Nothing was imported and no money moved. Choose the right file.";
    case KeyFileError::NotAKeystore:
        return "This file is not an Ethereum keystore, or a part of it is missing. Nothing was imported and "
               "no money moved. Export it from the other wallet again.";
    case KeyFileError::NotASolanaKeypair:
        return "This file is not a Solana keypair: that is 64 numbers from 0 to 255 in brackets. Nothing was "
               "imported and no money moved. Choose the right file.";
    case KeyFileError::NotAnOpenWallet:
        return "This file is not a wallet of the Open Wallet Standard, or a part of it is missing. Nothing "
               "was imported and no money moved. Choose a file from the folder \"wallets\" of that vault.";
    case KeyFileError::UnknownVersion:
        return "This file is of a version that Tillkeeper does not know (keystores: 3, Open Wallet Standard: "
               "2). Nothing was imported and no money moved. Export it from the other wallet anew.";
    case KeyFileError::UnknownCipher:
        return "This file is sealed in a way that Tillkeeper does not know. Nothing was imported and no "
               "money "
               "moved. Export it from the other wallet anew.";
    case KeyFileError::CostOutOfBounds:
        return "This file asks for more work or memory to check its passphrase than Tillkeeper allows, or "
               "for "
               "less than protects it. Nothing was imported and no money moved. Export it with usual costs.";
    case KeyFileError::OutOfMemory:
        return "There is not enough free memory to open this file. Nothing was imported and no money moved. "
               "Close other programs, then try again.";
    case KeyFileError::WrongPassphrase:
        return "That is not the passphrase of this file, or the file was changed. Nothing was imported and "
               "no "
               "money moved. Check the passphrase, then try again.";
    case KeyFileError::AddressMismatch:
        return "The key in this file does not belong to the address that the file names. Nothing was "
               "imported "
               "and no money moved. Do not send money to that address.";
    case KeyFileError::InvalidKey:
        return "That is not a private key of this family. Nothing was imported and no money moved. Check "
               "that "
               "it was copied whole.";
    case KeyFileError::InvalidPhrase:
        return "The recovery words are not valid. Nothing was imported and no money moved. Check the words "
               "and their order.";
    case KeyFileError::NothingToImport:
        return "This file has no account of a family that Tillkeeper knows. Nothing was imported and no "
               "money "
               "moved. Choose another one.";
    }
    return "";
}

} // namespace till::vault
