#include "app/keeper/file_fence.h"

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <unistd.h>

// glibc has no functions for Landlock. What newer kernels know and the headers of Debian 12 do not, is named
// here; the numbers are the kernel's (include/uapi/linux/landlock.h).

namespace till::keeper {

namespace {

constexpr std::uint64_t kTruncate = 1ULL << 14;          // ABI 3
constexpr std::uint64_t kIoctlDevice = 1ULL << 15;       // ABI 5
constexpr std::uint64_t kNetwork = 3;                    // ABI 4: bind and connect of TCP
constexpr std::uint64_t kScope = 3;                      // ABI 6: abstract sockets and signals to others
constexpr std::uint64_t kBeforeRefer = (1ULL << 13) - 1; // ABI 1

struct Ruleset {
    std::uint64_t files = 0;
    std::uint64_t network = 0;
    std::uint64_t scoped = 0;
};

/// What a kernel of this ABI can forbid, and how much of the struct it knows.
struct Known {
    Ruleset handled;
    std::size_t size = sizeof(std::uint64_t);
};

Known knownTo(long abi)
{
    Known known;
    known.handled.files = kBeforeRefer;
    if (abi >= 2) {
        known.handled.files |= LANDLOCK_ACCESS_FS_REFER;
    }
    if (abi >= 3) {
        known.handled.files |= kTruncate;
    }
    if (abi >= 4) {
        known.handled.network = kNetwork;
        known.size = 2 * sizeof(std::uint64_t);
    }
    if (abi >= 5) {
        known.handled.files |= kIoctlDevice;
    }
    if (abi >= 6) {
        known.handled.scoped = kScope;
        known.size = 3 * sizeof(std::uint64_t);
    }
    return known;
}

/// A folder that is not there is not allowed, which is what was asked.
bool allow(int ruleset, const char* path, std::uint64_t access)
{
    const int folder = ::open(path, O_PATH | O_CLOEXEC);
    if (folder < 0) {
        return errno == ENOENT;
    }
    const landlock_path_beneath_attr rule{access, folder};
    const bool isAdded = ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    ::close(folder);
    return isAdded;
}

} // namespace

bool fenceFiles(const std::string& dataDir, const std::string& socketDir)
{
    const long abi =
        ::syscall(SYS_landlock_create_ruleset, nullptr, std::size_t{0}, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1) {
        return false;
    }
    const Known known = knownTo(abi);
    const int ruleset =
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &known.handled, known.size, 0U));
    if (ruleset < 0) {
        return false;
    }
    constexpr std::uint64_t read = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
    const std::uint64_t own = read | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE |
                              LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                              LANDLOCK_ACCESS_FS_MAKE_DIR |
                              (known.handled.files & (kTruncate | LANDLOCK_ACCESS_FS_REFER));
    const bool isFenced =
        allow(ruleset, dataDir.c_str(), own) &&
        allow(ruleset, socketDir.c_str(), LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_REMOVE_FILE) &&
        allow(ruleset, "/usr/share/zoneinfo", read) &&
        ::syscall(SYS_landlock_restrict_self, ruleset, 0U) == 0;
    ::close(ruleset);
    return isFenced;
}

} // namespace till::keeper
