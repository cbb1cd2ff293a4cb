#pragma once

#include "core/support/result.h"

#include <filesystem>
#include <string>

namespace till::paths {

enum class DirectoryError {
    CannotCreate,
    NotADirectory,
    NotOwned,  ///< it belongs to another user
    NotPrivate ///< others may enter it, and it holds files that we did not put there under that rule
};

/// Makes sure that `directory` exists, belongs to this user, and that nobody else may enter it (mode 0700).
/// Missing parents are made with 0700 too. An existing directory that is open to others is closed when it is
/// empty, and refused otherwise: it may not be meant for us.
[[nodiscard]] Result<void, DirectoryError> makePrivateDirectory(const std::filesystem::path& directory);

/// What happened and what to do now, in words for a person.
[[nodiscard]] std::string describe(DirectoryError error, const std::filesystem::path& directory);

} // namespace till::paths
