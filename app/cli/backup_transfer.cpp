#include "app/cli/backup_transfer.h"

#include "app/posix/unique_fd.h"
#include "core/crypto/running_sha256.h"
#include "core/support/base64.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace till::cli {

namespace {

constexpr std::size_t kReadBytes = std::size_t{256} * 1024;

Failure notWritten(const std::filesystem::path& path)
{
    return localFailure(ExitCode::Internal, "backup_failed",
                        "The backup could not be written to " + path.string() + ".",
                        "Check that the folder is there and has room, then try again.");
}

Failure notRead(const std::filesystem::path& path)
{
    return localFailure(ExitCode::NotFound, "cannot_read", "The file " + path.string() + " cannot be read.",
                        "Check the path.");
}

bool writeAll(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

/// A file under another name until all of it is right; then it takes its own.
class PartialFile {
public:
    explicit PartialFile(const std::filesystem::path& path)
        : m_path(path), m_partial(path.string() + ".partial-" + std::to_string(::getpid())),
          m_fd(::open(m_partial.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600))
    {
    }
    ~PartialFile()
    {
        if (m_fd.isOpen()) {
            ::unlink(m_partial.c_str()); // after `keep` there is nothing of this name
        }
    }
    PartialFile(const PartialFile&) = delete;
    PartialFile& operator=(const PartialFile&) = delete;

    [[nodiscard]] bool append(std::string_view bytes) { return m_fd.isOpen() && writeAll(m_fd.get(), bytes); }
    /// On the disk, and SHA-256 of what can be read from there.
    [[nodiscard]] std::optional<std::string> readBack()
    {
        if (::fsync(m_fd.get()) != 0 || ::lseek(m_fd.get(), 0, SEEK_SET) != 0) {
            return std::nullopt;
        }
        ::posix_fadvise(m_fd.get(), 0, 0, POSIX_FADV_DONTNEED); // from the disk, not from memory
        crypto::RunningSha256 sum;
        std::vector<std::uint8_t> piece(kReadBytes);
        for (;;) {
            const ssize_t got = ::read(m_fd.get(), piece.data(), piece.size());
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got < 0) {
                return std::nullopt;
            }
            if (got == 0) {
                return toHex(sum.digest());
            }
            sum.add({piece.data(), static_cast<std::size_t>(got)});
        }
    }
    /// Gives it its name; never takes another file's.
    [[nodiscard]] bool keep()
    {
        if (::link(m_partial.c_str(), m_path.c_str()) != 0 &&
            (errno == EEXIST ||
             ::renameat2(AT_FDCWD, m_partial.c_str(), AT_FDCWD, m_path.c_str(), RENAME_NOREPLACE) != 0)) {
            return false;
        }
        ::unlink(m_partial.c_str());
        const auto parent = m_path.has_parent_path() ? m_path.parent_path() : std::filesystem::path(".");
        const posix::UniqueFd folder(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        return folder.isOpen() && ::fsync(folder.get()) == 0;
    }

private:
    std::filesystem::path m_path;
    std::string m_partial;
    posix::UniqueFd m_fd;
};

} // namespace

Result<void, Failure> checkBackupTarget(const std::filesystem::path& path)
{
    struct stat status {};
    if (::lstat(path.c_str(), &status) == 0) {
        return fail(localFailure(ExitCode::BadInput, "file_exists",
                                 "There is a file at " + path.string() + " already.",
                                 "A backup overwrites nothing. Give another name."));
    }
    const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (!path.has_filename() || ::access(parent.c_str(), W_OK | X_OK) != 0) {
        return fail(notWritten(path));
    }
    return {};
}

Result<void, Failure> storeBackup(Session& session, const wire::BackupMade& made,
                                  const std::filesystem::path& path)
{
    PartialFile file(path);
    for (std::int64_t from = 0; from < made.bytes;) {
        const auto piece = session.ask<wire::BackupPiece>(wire::BackupRead{from});
        if (!piece) {
            return fail(piece.error());
        }
        const auto bytes = fromBase64(piece->data, static_cast<std::size_t>(wire::kBackupPieceBytes));
        if (!bytes || bytes->empty() || piece->from != from ||
            static_cast<std::int64_t>(bytes->size()) > made.bytes - from) {
            return fail(badAnswerFailure());
        }
        if (!file.append(*bytes)) {
            return fail(notWritten(path));
        }
        from += static_cast<std::int64_t>(bytes->size());
    }
    const auto sha256 = file.readBack();
    if (!sha256 || *sha256 != made.sha256) {
        return fail(localFailure(ExitCode::Internal, "backup_failed",
                                 "What was written cannot be read back as it was, so it is gone again.",
                                 "The disk may be failing. Try another one."));
    }
    if (!file.keep()) {
        return fail(notWritten(path));
    }
    return {};
}

Result<void, Failure> sendBackup(Session& session, const std::filesystem::path& path)
{
    const posix::UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat status {};
    if (!file.isOpen() || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) {
        return fail(notRead(path));
    }
    const std::int64_t size = status.st_size;
    if (const auto begun = session.ask<wire::Done>(wire::BackupBegin{size}); !begun) {
        return fail(begun.error());
    }
    std::string piece;
    for (std::int64_t from = 0; from < size;) {
        piece.resize(static_cast<std::size_t>(std::min(wire::kBackupPieceBytes, size - from)));
        const ssize_t got = ::pread(file.get(), piece.data(), piece.size(), from);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return fail(notRead(path));
        }
        piece.resize(static_cast<std::size_t>(got));
        wire::BackupPut put;
        put.from = from;
        put.data = toBase64(piece);
        if (const auto taken = session.ask<wire::Done>(put); !taken) {
            return fail(taken.error());
        }
        from += got;
    }
    return {};
}

} // namespace till::cli
