#pragma once

#include "app/cli/session.h"

#include <string>
#include <vector>

/// What `till doctor` without files looks at. Include in .cpp files only.
namespace till::cli {

enum class Health { Good, Advice, Bad };

/// One thing that was looked at.
struct Checkup {
    std::string name;
    Health health = Health::Good;
    std::string text;   ///< what was seen
    std::string advice; ///< what to do; empty when it is good
};

/// The data directory and its files: whose they are and who else may read them.
[[nodiscard]] std::vector<Checkup> checkFiles(const std::filesystem::path& dataDir);
/// What the running programs say: wallet, endpoint, nodes, backup, ledger, protection of the keys.
[[nodiscard]] std::vector<Checkup> checkPrograms(Session& session);

} // namespace till::cli
