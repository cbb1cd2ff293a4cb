#include "core/vault/vault_store.h"

#include "core/vault/vault_file.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace till::vault {

namespace {

constexpr const char* kVaultName = "vault";
constexpr const char* kPreviousName = "vault.previous";
constexpr const char* kNewName = "vault.new";
constexpr const char* kDamagedName = "vault.damaged";
constexpr mode_t kFileMode = 0600;
constexpr mode_t kDirectoryMode = 0700;
constexpr mode_t kOthersMask = 0077;

class FileDescriptor {
public:
    explicit FileDescriptor(int number) : m_number(number) {}
    ~FileDescriptor()
    {
        if (m_number >= 0) {
            ::close(m_number);
        }
    }
    FileDescriptor(FileDescriptor&& other) noexcept : m_number(std::exchange(other.m_number, -1)) {}
    FileDescriptor& operator=(FileDescriptor&&) = delete;

    [[nodiscard]] int number() const { return m_number; }
    [[nodiscard]] bool isOpen() const { return m_number >= 0; }

private:
    int m_number;
};

bool isOursAlone(int descriptor, mode_t kind)
{
    struct stat status {};
    return ::fstat(descriptor, &status) == 0 && (status.st_mode & S_IFMT) == kind &&
           status.st_uid == ::geteuid() && (status.st_mode & kOthersMask) == 0;
}

// Only the last step of the path is made; where state belongs is not for the vault to say.
bool makeDirectory(const std::filesystem::path& path)
{
    if (::mkdir(path.c_str(), kDirectoryMode) != 0) {
        return errno == EEXIST;
    }
    // So that the new folder outlives a power cut. Not every system lets us read the folder above; then it is
    // left to the system, and at stake is a vault that has no money yet.
    const std::filesystem::path parent = path.has_parent_path() ? path.parent_path() : ".";
    const FileDescriptor above(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (above.isOpen()) {
        ::fsync(above.number());
    }
    return true;
}

Result<FileDescriptor, VaultError> openDirectory(const std::filesystem::path& path)
{
    FileDescriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!directory.isOpen()) {
        return fail(errno == ENOENT ? VaultError::NotFound : VaultError::NotReadable);
    }
    if (!isOursAlone(directory.number(), S_IFDIR)) {
        return fail(VaultError::UnsafePermissions);
    }
    return directory;
}

Result<Bytes, VaultError> readAll(const FileDescriptor& directory, const char* name)
{
    const FileDescriptor file(
        ::openat(directory.number(), name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen()) {
        return fail(errno == ENOENT  ? VaultError::NotFound
                    : errno == ELOOP ? VaultError::UnsafePermissions
                                     : VaultError::NotReadable);
    }
    if (!isOursAlone(file.number(), S_IFREG)) {
        return fail(VaultError::UnsafePermissions);
    }
    Bytes bytes(kMaxVaultBytes + 1); // one more shows a file that is too large
    std::size_t size = 0;
    while (size < bytes.size()) {
        const ssize_t got = ::read(file.number(), bytes.data() + size, bytes.size() - size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail(VaultError::NotReadable);
        }
        if (got == 0) {
            break;
        }
        size += static_cast<std::size_t>(got);
    }
    if (size > kMaxVaultBytes) {
        return fail(VaultError::TooLarge);
    }
    bytes.resize(size);
    return bytes;
}

bool writeAll(const FileDescriptor& file, std::span<const std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.number(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return ::fsync(file.number()) == 0;
}

// A synced file of that name, made anew; nothing is left of it on failure.
Result<void, VaultError> writeNew(const FileDescriptor& directory, const char* name,
                                  std::span<const std::uint8_t> bytes)
{
    ::unlinkat(directory.number(), name, 0); // left behind by a crash
    const FileDescriptor file(
        ::openat(directory.number(), name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kFileMode));
    if (!file.isOpen()) {
        return fail(VaultError::NotWritten);
    }
    if (!writeAll(file, bytes)) {
        ::unlinkat(directory.number(), name, 0);
        return fail(VaultError::NotWritten);
    }
    return {};
}

Result<void, VaultError> moveInto(const FileDescriptor& directory, const char* from, const char* to)
{
    if (::renameat(directory.number(), from, directory.number(), to) != 0 ||
        ::fsync(directory.number()) != 0) {
        ::unlinkat(directory.number(), from, 0);
        return fail(VaultError::NotWritten);
    }
    return {};
}

enum class Before { Nothing, PreviousKept };

// Puts the new file in the vault's place. When the disk does not confirm that, what was before comes back,
// since the caller goes on with that; only where this fails too nobody knows which one is there.
Result<void, VaultError> moveIntoPlace(const FileDescriptor& directory, Before before)
{
    if (::renameat(directory.number(), kNewName, directory.number(), kVaultName) != 0) {
        ::unlinkat(directory.number(), kNewName, 0);
        return fail(VaultError::NotWritten);
    }
    if (::fsync(directory.number()) == 0) {
        return {};
    }
    const int undone = before == Before::Nothing
                           ? ::unlinkat(directory.number(), kVaultName, 0)
                           : ::renameat(directory.number(), kPreviousName, directory.number(), kVaultName);
    return fail(undone == 0 ? VaultError::NotWritten : VaultError::NotConfirmed);
}

bool endsWith(const Bytes& bytes, const Hash256& checksum)
{
    return bytes.size() >= checksum.size() &&
           std::equal(checksum.begin(), checksum.end(),
                      bytes.end() - static_cast<std::ptrdiff_t>(checksum.size()));
}

// The bytes that a write would replace: none, or those that the caller has seen.
Result<Bytes, VaultError> readReplaced(const FileDescriptor& directory,
                                       const std::optional<Hash256>& replaces)
{
    auto current = readAll(directory, kVaultName);
    if (!replaces) {
        if (current) {
            return fail(VaultError::AlreadyExists);
        }
        if (current.error() != VaultError::NotFound) {
            return fail(current.error());
        }
        return Bytes{};
    }
    if (!current) {
        return fail(current.error() == VaultError::NotFound ? VaultError::ChangedOnDisk : current.error());
    }
    if (!endsWith(*current, *replaces)) {
        return fail(VaultError::ChangedOnDisk);
    }
    return current;
}

} // namespace

bool VaultStore::exists() const
{
    struct stat status {};
    return ::lstat((m_directory / kVaultName).c_str(), &status) == 0;
}

Result<Bytes, VaultError> VaultStore::read() const
{
    const auto directory = openDirectory(m_directory);
    if (!directory) {
        return fail(directory.error());
    }
    return readAll(*directory, kVaultName);
}

Result<void, VaultError> VaultStore::write(std::span<const std::uint8_t> bytes,
                                           const std::optional<Hash256>& replaces, const Check& check) const
{
    if (bytes.size() > kMaxVaultBytes) {
        return fail(VaultError::TooLarge);
    }
    if (!makeDirectory(m_directory)) {
        return fail(VaultError::NotWritten);
    }
    const auto directory = openDirectory(m_directory);
    if (!directory) {
        return fail(directory.error());
    }
    // Two programs that both checked and then both renamed would lose one change.
    if (::flock(directory->number(), LOCK_EX | LOCK_NB) != 0) {
        return fail(VaultError::ChangedOnDisk);
    }
    const auto current = readReplaced(*directory, replaces);
    if (!current) {
        return fail(current.error());
    }
    if (!current->empty()) {
        auto kept = writeNew(*directory, kNewName, *current);
        kept = kept ? moveInto(*directory, kNewName, kPreviousName) : kept;
        if (!kept) {
            return kept;
        }
    }
    if (auto written = writeNew(*directory, kNewName, bytes); !written) {
        return written;
    }
    const auto readBack = readAll(*directory, kNewName);
    const bool isSame =
        readBack && std::equal(bytes.begin(), bytes.end(), readBack->begin(), readBack->end());
    if (!isSame || !check(*readBack)) {
        ::unlinkat(directory->number(), kNewName, 0);
        return fail(VaultError::NotWritten);
    }
    return moveIntoPlace(*directory, current->empty() ? Before::Nothing : Before::PreviousKept);
}

Result<void, VaultError> VaultStore::recoverPrevious() const
{
    const auto directory = openDirectory(m_directory);
    if (!directory) {
        return fail(directory.error());
    }
    const auto current = readAll(*directory, kVaultName);
    if (current && parseVaultFile(*current)) {
        return fail(VaultError::AlreadyExists);
    }
    const auto previous = readAll(*directory, kPreviousName);
    if (!previous || !parseVaultFile(*previous)) {
        return fail(VaultError::NoPrevious);
    }
    if (auto written = writeNew(*directory, kNewName, *previous); !written) {
        return written;
    }
    if (::renameat(directory->number(), kVaultName, directory->number(), kDamagedName) != 0 &&
        errno != ENOENT) {
        ::unlinkat(directory->number(), kNewName, 0);
        return fail(VaultError::NotWritten);
    }
    return moveInto(*directory, kNewName, kVaultName);
}

Result<Bytes, VaultError> VaultStore::readPrevious() const
{
    const auto directory = openDirectory(m_directory);
    if (!directory) {
        return fail(directory.error());
    }
    return readAll(*directory, kPreviousName);
}

Result<void, VaultError> VaultStore::dropPrevious() const
{
    const auto directory = openDirectory(m_directory);
    if (!directory) {
        return fail(directory.error());
    }
    if (::unlinkat(directory->number(), kPreviousName, 0) != 0 && errno != ENOENT) {
        return fail(VaultError::PreviousKept);
    }
    // Until this is on the disk a power cut brings the file back.
    return ::fsync(directory->number()) == 0 ? Result<void, VaultError>{} : fail(VaultError::PreviousKept);
}

} // namespace till::vault
