#include "app/paths/private_directory.h"

#include <cerrno>
#include <sys/stat.h>
#include <unistd.h>

namespace till::paths {

namespace fs = std::filesystem;

namespace {

constexpr mode_t kOwnerOnly = 0700;
constexpr mode_t kOthers = 0077;

Result<void, DirectoryError> makeWithParents(const fs::path& directory)
{
    fs::path grown = directory.root_path();
    for (const fs::path& part : directory.relative_path()) {
        grown /= part;
        if (::mkdir(grown.c_str(), kOwnerOnly) != 0 && errno != EEXIST) {
            return fail(DirectoryError::CannotCreate);
        }
    }
    return {};
}

} // namespace

Result<void, DirectoryError> makePrivateDirectory(const fs::path& directory)
{
    if (const auto made = makeWithParents(directory); !made) {
        return made;
    }
    struct stat found = {};
    if (::stat(directory.c_str(), &found) != 0) {
        return fail(DirectoryError::CannotCreate);
    }
    if (!S_ISDIR(found.st_mode)) {
        return fail(DirectoryError::NotADirectory);
    }
    if (found.st_uid != ::geteuid()) {
        return fail(DirectoryError::NotOwned);
    }
    if ((found.st_mode & kOthers) == 0) {
        return {};
    }
    std::error_code failed;
    if (!fs::is_empty(directory, failed) || failed || ::chmod(directory.c_str(), kOwnerOnly) != 0) {
        return fail(DirectoryError::NotPrivate);
    }
    return {};
}

std::string describe(DirectoryError error, const fs::path& directory)
{
    const std::string name = directory.string();
    switch (error) {
    case DirectoryError::CannotCreate:
        return "The directory " + name +
               " cannot be made. Check the rights and the space, or name another one.";
    case DirectoryError::NotADirectory:
        return name + " is not a directory. Name another one.";
    case DirectoryError::NotOwned:
        return "The directory " + name + " belongs to another user. Name one of your own.";
    case DirectoryError::NotPrivate:
        return "Other users may read the directory " + name + ". Close it with: chmod 700 " + name;
    }
    return {};
}

} // namespace till::paths
