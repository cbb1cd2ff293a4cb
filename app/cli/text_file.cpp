#include "app/cli/text_file.h"

#include "app/posix/unique_fd.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace till::cli {

Result<std::string, Failure> readTextFile(const std::string& path, std::size_t maxBytes)
{
    posix::UniqueFd opened;
    int fd = STDIN_FILENO;
    if (path != "-") {
        opened = posix::UniqueFd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        fd = opened.get();
    }
    const auto unreadable = [&path] {
        return localFailure(ExitCode::BadInput, "cannot_read", "The file " + path + " cannot be read.",
                            "Check its name and rights.");
    };
    if (fd < 0) {
        return fail(unreadable());
    }
    std::string text;
    std::array<char, 16 * 1024> chunk{};
    for (;;) {
        const ssize_t count = ::read(fd, chunk.data(), chunk.size());
        if (count == 0) {
            return text;
        }
        if (count < 0) {
            if (errno == EINTR) {
                continue;
            }
            return fail(unreadable());
        }
        text.append(chunk.data(), static_cast<std::size_t>(count));
        if (text.size() > maxBytes) {
            return fail(
                localFailure(ExitCode::BadInput, "cannot_read",
                             "The file " + path + " is larger than " + std::to_string(maxBytes) + " bytes.",
                             "Give a smaller one."));
        }
    }
}

} // namespace till::cli
