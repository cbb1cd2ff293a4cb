#include "app/cli/leak_files.h"

#include "app/posix/unique_fd.h"
#include "core/crypto/secret_bytes.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace till::cli {

namespace {

constexpr std::size_t kMaxNamesKept = 20;
constexpr std::size_t kRoomToGrow = std::size_t{64} * 1024;

/// One walk over what was named.
class Walk {
public:
    explicit Walk(const LookAtText& look) : m_look(look) {}

    void take(const std::filesystem::path& path, bool isNamed)
    {
        if (m_read.files >= kMaxLeakFiles || m_read.bytes >= kMaxLeakTotalBytes) {
            m_read.skipped.isCutShort = true;
            return;
        }
        // Named by its owner, a link is followed; found in a folder, it may lead anywhere.
        const int follow = isNamed ? 0 : O_NOFOLLOW;
        const posix::UniqueFd file(
            ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | follow));
        struct stat status {};
        if (!file.isOpen() || ::fstat(file.get(), &status) != 0) {
            skip(errno == ELOOP ? m_read.skipped.links : m_read.skipped.unreadable, path);
        } else if (!S_ISREG(status.st_mode)) {
            skip(m_read.skipped.special, path);
        } else if (static_cast<std::uintmax_t>(status.st_size) > kMaxLeakFileBytes) {
            skip(m_read.skipped.tooLarge, path);
        } else {
            readFrom(file.get(), static_cast<std::size_t>(status.st_size), path);
        }
    }
    void takeFolder(const std::filesystem::path& path, int depth)
    {
        std::error_code error;
        std::filesystem::directory_iterator each(path, error);
        if (error || depth > kMaxLeakDepth) {
            skip(m_read.skipped.unreadable, path);
            return;
        }
        for (; each != std::filesystem::directory_iterator(); each.increment(error)) {
            if (error || m_read.skipped.isCutShort) {
                return;
            }
            std::error_code ignored;
            if (each->is_symlink(ignored)) {
                skip(m_read.skipped.links, each->path());
            } else if (each->is_directory(ignored)) {
                takeFolder(each->path(), depth + 1);
            } else {
                take(each->path(), false);
            }
        }
    }
    [[nodiscard]] const ReadFiles& read() const { return m_read; }

private:
    void skip(std::size_t& count, const std::filesystem::path& path)
    {
        ++count;
        if (m_read.skipped.names.size() < kMaxNamesKept) {
            m_read.skipped.names.push_back(path.string());
        }
    }
    void readFrom(int fd, std::size_t expected, const std::filesystem::path& path)
    {
        // One byte more shows a file that has grown meanwhile.
        std::vector<char> bytes(std::min<std::size_t>(expected + kRoomToGrow, kMaxLeakFileBytes) + 1);
        std::size_t size = 0;
        ssize_t got = 0;
        while (size < bytes.size() && ((got = ::read(fd, bytes.data() + size, bytes.size() - size)) > 0 ||
                                       (got < 0 && errno == EINTR))) {
            size += got > 0 ? static_cast<std::size_t>(got) : 0;
        }
        const std::string_view text(bytes.data(), size);
        if (got < 0) {
            skip(m_read.skipped.unreadable, path);
        } else if (size == bytes.size()) {
            skip(m_read.skipped.tooLarge, path);
        } else if (text.find('\0') != std::string_view::npos) {
            skip(m_read.skipped.binary, path);
        } else {
            ++m_read.files;
            m_read.bytes += size;
            m_look(path, text);
        }
        crypto::wipe({reinterpret_cast<std::uint8_t*>(bytes.data()), size});
    }

    const LookAtText& m_look;
    ReadFiles m_read;
};

} // namespace

Result<ReadFiles, Failure> readLeakFiles(std::span<const std::string> named, const LookAtText& look)
{
    for (const std::string& each : named) {
        std::error_code error;
        if (!std::filesystem::exists(each, error)) {
            return fail(localFailure(ExitCode::NotFound, "cannot_read", "There is nothing at " + each + ".",
                                     "Check the path; nothing was looked at."));
        }
    }
    Walk walk(look);
    for (const std::string& each : named) {
        std::error_code error;
        if (std::filesystem::is_directory(each, error)) {
            walk.takeFolder(each, 0);
        } else {
            walk.take(each, true);
        }
    }
    return walk.read();
}

} // namespace till::cli
