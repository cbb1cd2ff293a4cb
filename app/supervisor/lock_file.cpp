#include "app/supervisor/lock_file.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace till::supervisor {

namespace {

std::string holderOf(int fd)
{
    std::array<char, 20> text{};
    const ssize_t size = ::pread(fd, text.data(), text.size(), 0);
    std::string digits(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    digits.erase(std::find_if(digits.begin(), digits.end(),
                              [](unsigned char each) { return std::isdigit(each) == 0; }),
                 digits.end());
    return digits;
}

} // namespace

Result<LockFile, LockFailure> LockFile::take(const std::filesystem::path& path)
{
    posix::UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!fd.isOpen()) {
        return fail(LockFailure{LockError::CannotOpen, {}});
    }
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        return fail(LockFailure{LockError::Held, holderOf(fd.get())});
    }
    // For the message to the second one only; the lock itself does not depend on it.
    const std::string pid = std::to_string(::getpid()) + "\n";
    if (::ftruncate(fd.get(), 0) != 0 ||
        ::pwrite(fd.get(), pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
        return fail(LockFailure{LockError::CannotOpen, {}});
    }
    return LockFile(std::move(fd));
}

} // namespace till::supervisor
