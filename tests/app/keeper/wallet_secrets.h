#pragma once

#include "memory_scan.h"

#include <string>

namespace till::tests {

/// What a wallet made for a memory test must keep to itself. Fresh each time, so that nothing else looks like
/// it.
struct WalletSecrets {
    WalletSecrets();

    std::string passphrase;
    std::string wrongPassphrase; ///< a mistyped one tells nearly as much
    std::string importedKey;     ///< 64 hexadecimal digits
    std::string phrase;          ///< as the wallet said it when it was made

    /// All of it, and what a thief with the passphrase derives from it and from the vault's file in
    /// `dataDir`.
    [[nodiscard]] Needles needles(const std::string& dataDir) const;
};

/// One a line.
[[nodiscard]] std::string joined(const std::vector<std::string>& lines);

} // namespace till::tests
