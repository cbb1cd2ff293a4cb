#pragma once

#include "core/support/result.h"

#include <optional>
#include <span>
#include <string>

namespace till::supervisor {

/// How tillkeeperd was asked to run.
struct Options {
    std::optional<std::string> dataDir;
    std::string listen = "127.0.0.1:4402";
    std::optional<int> passphraseFd;
    bool withPractice = false;
    bool wantsHelp = false;
};

/// Reads the words after the program's name; fails with a sentence for a person.
[[nodiscard]] Result<Options, std::string> readOptions(std::span<const std::string> words);
[[nodiscard]] std::string_view usageText();

} // namespace till::supervisor
