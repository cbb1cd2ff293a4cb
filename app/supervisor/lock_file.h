#pragma once

#include "app/posix/unique_fd.h"
#include "core/support/result.h"

#include <filesystem>
#include <string>

namespace till::supervisor {

enum class LockError { Held, CannotOpen };

struct LockFailure {
    LockError error = LockError::CannotOpen;
    std::string holder; ///< process id of who holds it, when it could be read
};

/// One running tillkeeperd for each data directory: two keepers on one ledger would each believe in its own
/// sums. The kernel gives the lock back when the process ends, however it ends.
class LockFile {
public:
    [[nodiscard]] static Result<LockFile, LockFailure> take(const std::filesystem::path& path);

private:
    explicit LockFile(posix::UniqueFd fd) : m_fd(std::move(fd)) {}
    posix::UniqueFd m_fd;
};

} // namespace till::supervisor
