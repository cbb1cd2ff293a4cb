#include "app/cli/account_files.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <unistd.h>

namespace till::cli {

namespace {

constexpr std::size_t kMaxFileBytes = std::size_t{32} * 1024;
constexpr mode_t kOwnerOnly = 0600;

Failure fileFailure(const std::string& what)
{
    return localFailure(ExitCode::BadInput, "bad_file", what, "Check the path and who may read it.");
}

/// A descriptor to write to, when the option is there.
Result<std::optional<int>, Failure> descriptorFor(const Arguments& arguments, std::string_view option)
{
    auto descriptor = arguments.descriptor(option);
    if (descriptor && *descriptor) {
        const int flags = ::fcntl(**descriptor, F_GETFL);
        if (flags < 0 || (flags & O_ACCMODE) == O_RDONLY) {
            return fail(
                usageFailure("The descriptor of " + std::string(option) + " is not open for writing."));
        }
    }
    return descriptor;
}

bool writeAll(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

Result<crypto::SecretBytes, Failure> readSecretFile(const std::string& path)
{
    const posix::UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen()) {
        return fail(fileFailure("The file " + path + " cannot be opened: " + std::strerror(errno) + "."));
    }
    crypto::SecretBytes buffer(kMaxFileBytes + 1);
    std::size_t size = 0;
    while (size < buffer.size()) {
        const ssize_t got = ::read(file.get(), buffer.writable().data() + size, buffer.size() - size);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail(fileFailure("The file " + path + " cannot be read: " + std::strerror(errno) + "."));
        }
        if (got == 0) {
            break;
        }
        size += static_cast<std::size_t>(got);
    }
    if (size == 0 || size > kMaxFileBytes) {
        return fail(fileFailure("The file " + path + " is empty or larger than a key file can be (32 KiB)."));
    }
    return crypto::SecretBytes::takeFrom(buffer.writable().first(size));
}

Result<SecretTarget, Failure> SecretTarget::from(const Arguments& arguments, std::string_view fdOption,
                                                 std::string_view fileOption)
{
    const auto descriptor = descriptorFor(arguments, fdOption);
    if (!descriptor) {
        return fail(descriptor.error());
    }
    const auto path = arguments.value(fileOption);
    if (descriptor->has_value() == path.has_value()) {
        return fail(usageFailure("Say where the secret goes: either " + std::string(fdOption) + " or " +
                                 std::string(fileOption) + "."));
    }
    SecretTarget target;
    if (*descriptor) {
        target.m_fd = **descriptor;
        return target;
    }
    target.m_path = *path;
    target.m_file = posix::UniqueFd(
        ::open(path->c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly));
    target.m_fd = target.m_file.get();
    if (target.m_fd < 0) {
        return fail(fileFailure("The file " + *path + " cannot be made: " + std::strerror(errno) +
                                ". A file that is there is never overwritten."));
    }
    return target;
}

Result<SecretTarget, Failure> SecretTarget::forPerson(const Arguments& arguments, std::string_view fdOption)
{
    SecretTarget target;
    const auto descriptor = descriptorFor(arguments, fdOption);
    if (!descriptor) {
        return fail(descriptor.error());
    }
    if (*descriptor) {
        target.m_fd = **descriptor;
        return target;
    }
    target.m_file = posix::UniqueFd(::open("/dev/tty", O_WRONLY | O_CLOEXEC | O_NOCTTY));
    target.m_fd = target.m_file.get();
    if (target.m_fd < 0) {
        return fail(localFailure(ExitCode::Passphrase, "no_terminal",
                                 "There is no terminal to show the secret on.",
                                 "Give a descriptor with " + std::string(fdOption) + "."));
    }
    return target;
}

SecretTarget::~SecretTarget()
{
    if (m_file.isOpen() && !m_path.empty() && !m_isWritten) {
        ::unlink(m_path.c_str());
    }
}

Result<void, Failure> SecretTarget::write(const wire::SecretText& text)
{
    m_isWritten =
        writeAll(m_fd, text.view()) && writeAll(m_fd, "\n") && (m_path.empty() || ::fsync(m_fd) == 0);
    if (m_isWritten) {
        return {};
    }
    return fail(localFailure(ExitCode::Internal, "not_written", "The secret could not be written.",
                             "Check the disk or the descriptor, then try again."));
}

} // namespace till::cli
