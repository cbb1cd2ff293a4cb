#pragma once

#include "core/support/entropy.h"
#include "core/vault/key_file_error.h"
#include "core/vault/vault_seal.h"

#include <optional>
#include <string>
#include <vector>

namespace till::vault {

/// In which form a key comes from elsewhere.
enum class ImportForm {
    Key,           ///< EVM: 64 hex digits, 0x optional. Solana: the same (the seed), or the pair in base58
    Keystore,      ///< Web3 Secret Storage 3
    SolanaKeypair, ///< the JSON array of solana-keygen
    OpenWallet,    ///< a wallet file of the Open Wallet Standard
    Phrase,        ///< recovery words
};

/// What somebody wants to take over. Opening it is slow (the file's own key derivation), so it is a value
/// that may run on another thread, and needs no vault: this is also how addresses are shown before anything
/// is saved.
struct ImportTask {
    ImportForm form = ImportForm::Key;
    money::Family family = money::Family::Evm; ///< of Key and Phrase
    std::uint32_t index = 0;                   ///< of Phrase: which of its accounts
    crypto::SecretBytes material{0};
    crypto::SecretBytes filePassphrase{0};
    crypto::SecretBytes extraWord{0};

    struct Found;
    [[nodiscard]] Result<std::vector<Found>, KeyFileError> run(Entropy& entropy) const;
};

/// One account that can be taken over.
struct ImportTask::Found {
    chain::AccountAddress address;
    crypto::SecretBytes key{0};     ///< for a single key
    std::optional<SeedSecret> seed; ///< for words; then with `index`
    std::uint32_t index = 0;
};

} // namespace till::vault
