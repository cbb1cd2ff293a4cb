#include "core/backup/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace till::backup {

bool MemorySource::read(std::uint64_t from, std::span<std::uint8_t> out) const
{
    if (from > m_bytes.size() || out.size() > m_bytes.size() - from) {
        return false;
    }
    std::ranges::copy(m_bytes.subspan(from, out.size()), out.begin());
    return true;
}

Result<FileSource, BackupError> FileSource::open(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status {};
    if (descriptor < 0 || ::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) {
        if (descriptor >= 0) {
            ::close(descriptor);
        }
        return fail(BackupError::NotReadable);
    }
    return FileSource(descriptor, static_cast<std::uint64_t>(status.st_size));
}

FileSource::FileSource(FileSource&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_size(other.m_size)
{
}

FileSource::~FileSource()
{
    if (m_descriptor >= 0) {
        ::close(m_descriptor);
    }
}

bool FileSource::read(std::uint64_t from, std::span<std::uint8_t> out) const
{
    while (!out.empty()) {
        const ssize_t got = ::pread(m_descriptor, out.data(), out.size(), static_cast<off_t>(from));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        from += static_cast<std::uint64_t>(got);
        out = out.subspan(static_cast<std::size_t>(got));
    }
    return true;
}

Result<NewFile, BackupError> NewFile::create(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        return fail(BackupError::NotWritten);
    }
    return NewFile(descriptor, path);
}

NewFile::NewFile(NewFile&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_path(std::move(other.m_path)),
      m_isFinished(other.m_isFinished)
{
}

NewFile::~NewFile()
{
    if (m_descriptor < 0) {
        return;
    }
    ::close(m_descriptor);
    if (!m_isFinished) {
        ::unlink(m_path.c_str());
    }
}

bool NewFile::write(std::span<const std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(m_descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

bool NewFile::finish()
{
    m_isFinished = ::fsync(m_descriptor) == 0;
    return m_isFinished;
}

} // namespace till::backup
