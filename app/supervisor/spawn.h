#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace till::supervisor {

/// Descriptors that children shall get live at this number or above in our own process, so that putting one
/// in its place (3, 4, 5 …) in a child never overwrites the source of another.
inline constexpr int kFirstSourceFd = 64;

/// One program to be started.
struct Spawn {
    std::filesystem::path program;
    std::vector<std::string> arguments;
    int standardOutput = -1; ///< at kFirstSourceFd or above
    std::vector<std::pair<int, int>>
        passed; ///< (ours, theirs): ours at kFirstSourceFd or above, theirs from 3 up
};

/// Starts it with these descriptors and standard error, and no others; standard input is empty. It has a
/// process group of its own, so Ctrl-C reaches only us, and the kernel kills it when we end, however that
/// happens. Absent when no process could be made; a program that cannot be run ends with status 127.
[[nodiscard]] std::optional<pid_t> spawn(const Spawn& plan);

} // namespace till::supervisor
