#pragma once

#include "app/cli/leak_files.h"
#include "core/support/json.h"

#include <string>
#include <vector>

/// What `till doctor FILE…` found. Include in .cpp files only.
namespace till::cli {

/// One place with a secret; never the secret.
struct FoundLeak {
    std::string file;
    std::size_t line = 0;
    std::string kind;                  ///< "private key", "Solana keypair", "recovery words", "keystore"
    std::vector<std::string> accounts; ///< "acc_1 Main 0x…"; empty when it is none of ours
};

/// Ours first, then the others, each in the order of their places.
[[nodiscard]] nlohmann::json leakJson(const std::vector<FoundLeak>& found, const ReadFiles& read);
[[nodiscard]] std::string leakText(const std::vector<FoundLeak>& found, const ReadFiles& read);
[[nodiscard]] bool hasOwn(const std::vector<FoundLeak>& found);

} // namespace till::cli
