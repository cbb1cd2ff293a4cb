#include "fault.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <sys/syscall.h>
#include <unistd.h>

Fault& Fault::one()
{
    static Fault fault;
    return fault;
}

Fault::Fault()
{
    const char* const folder = std::getenv("TILL_FAULT_DIR");
    const char* const what = std::getenv("TILL_FAULT");
    m_folder = folder != nullptr ? folder : "";
    const std::string text = what != nullptr ? what : "";
    if (const auto colon = text.find(':'); colon != std::string::npos) {
        m_kind = text.substr(0, colon);
        m_at = std::strtol(text.c_str() + colon + 1, nullptr, 10);
    }
    if (const char* const path = std::getenv("TILL_FAULT_COUNT")) {
        // Now, because the keeper's fence will not let it be opened later; past the shim, which asks for
        // this.
        m_count = static_cast<int>(
            ::syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    }
}

Fault::~Fault()
{
    if (m_count >= 0) {
        const std::string letters = m_letters;
        static_cast<void>(!::write(m_count, letters.data(), letters.size()));
        ::close(m_count);
    }
}

bool Fault::isIn(const char* path) const
{
    if (m_folder.empty() || path == nullptr) {
        return false;
    }
    const std::string_view text(path);
    return text.starts_with(m_folder) && (text.size() == m_folder.size() || text[m_folder.size()] == '/');
}

bool Fault::isIn(int file) const
{
    return file >= 0 && static_cast<std::size_t>(file) < kMaxDescriptors &&
           m_isOurs[static_cast<std::size_t>(file)];
}

bool Fault::isIn(int directory, const char* path) const
{
    return path != nullptr && (path[0] == '/' || directory == AT_FDCWD ? isIn(path) : isIn(directory));
}

void Fault::opened(int file, bool isOurs)
{
    if (file >= 0 && static_cast<std::size_t>(file) < kMaxDescriptors) {
        m_isOurs[static_cast<std::size_t>(file)] = isOurs;
    }
}

bool Fault::fails(char letter)
{
    const std::lock_guard lock(m_mutex);
    m_letters.push_back(letter);
    ++m_calls;
    if (m_kind == "dead" && m_calls >= m_at) {
        errno = EIO;
        return true;
    }
    if (m_calls != m_at) {
        return false;
    }
    if (m_kind == "eio" || m_kind == "enospc") {
        errno = m_kind == "eio" ? EIO : ENOSPC;
        return true;
    }
    if (m_kind == "kill") {
        ::raise(SIGKILL);
    }
    return false;
}

ssize_t Fault::allowed(std::size_t size)
{
    if (fails('w')) {
        return -1;
    }
    const std::lock_guard lock(m_mutex);
    if (m_isDiskFull) {
        errno = ENOSPC;
        return -1;
    }
    if (m_calls == m_at && (m_kind == "short" || m_kind == "torn")) {
        m_isDiskFull = true;
        return static_cast<ssize_t>(size / 2);
    }
    return static_cast<ssize_t>(size);
}

void Fault::halfWritten() const
{
    if (m_kind == "torn") {
        ::raise(SIGKILL);
    }
}
