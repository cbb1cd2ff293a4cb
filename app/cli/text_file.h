#pragma once

#include "app/cli/failure.h"
#include "core/support/result.h"

#include <string>

namespace till::cli {

/// The whole of a file, or of the standard input for "-", of at most `maxBytes`.
[[nodiscard]] Result<std::string, Failure> readTextFile(const std::string& path, std::size_t maxBytes);

} // namespace till::cli
