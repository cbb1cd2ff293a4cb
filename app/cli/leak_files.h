#pragma once

#include "app/cli/failure.h"
#include "core/support/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace till::cli {

// What `till doctor FILE…` reads at most.
inline constexpr std::uintmax_t kMaxLeakFileBytes = std::uintmax_t{16} * 1024 * 1024;
inline constexpr std::uintmax_t kMaxLeakTotalBytes = std::uintmax_t{2} * 1024 * 1024 * 1024;
inline constexpr std::size_t kMaxLeakFiles = 50'000;
inline constexpr int kMaxLeakDepth = 40;

/// What was not read, and why: nobody shall think that it was clean.
struct SkippedFiles {
    std::size_t tooLarge = 0;
    std::size_t binary = 0; ///< has a zero byte: programs, pictures, databases
    std::size_t unreadable = 0;
    std::size_t links = 0;          ///< symbolic links inside a folder are not followed
    std::size_t special = 0;        ///< pipes, sockets, devices
    bool isCutShort = false;        ///< more files or bytes than the limits
    std::vector<std::string> names; ///< of the first few
};

struct ReadFiles {
    std::size_t files = 0;
    std::uintmax_t bytes = 0;
    SkippedFiles skipped;
};

/// Reads every text file that is named, or lies in a folder that is named, and hands it to `look`; its memory
/// is wiped afterwards. Fails when a named path is not there.
using LookAtText = std::function<void(const std::filesystem::path& path, std::string_view text)>;
[[nodiscard]] Result<ReadFiles, Failure> readLeakFiles(std::span<const std::string> named,
                                                       const LookAtText& look);

} // namespace till::cli
