// Preloaded before libc: counts every system call on files of one folder and lets the n-th of them go wrong.
//
//   TILL_FAULT_DIR    the folder
//   TILL_FAULT        kill | torn | eio | enospc | short, a colon, and the number of the call (from 1)
//   TILL_FAULT_COUNT  a file that gets a letter for each call when the process ends by itself: w for a write,
//   s for another
//                     that may find the disk full, r for the rest
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

namespace {

constexpr std::size_t kMaxDescriptors = 1024;

template <class Function>
Function real(const char* name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

struct Fault {
    std::string folder;
    std::string kind;
    long at = 0;
    long calls = 0;
    std::string kinds;       ///< a letter for each call
    bool isDiskFull = false; ///< after a short write
    std::array<bool, kMaxDescriptors> isOurs{};

    Fault()
    {
        const char* const dir = std::getenv("TILL_FAULT_DIR");
        const char* const what = std::getenv("TILL_FAULT");
        folder = dir != nullptr ? dir : "";
        const std::string text = what != nullptr ? what : "";
        if (const auto colon = text.find(':'); colon != std::string::npos) {
            kind = text.substr(0, colon);
            at = std::strtol(text.c_str() + colon + 1, nullptr, 10);
        }
    }
    ~Fault()
    {
        if (const char* const path = std::getenv("TILL_FAULT_COUNT")) {
            const std::string text = kinds;
            folder.clear();
            const int file = ::open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
            static_cast<void>(!::write(file, text.data(), text.size()));
            ::close(file);
        }
    }
    [[nodiscard]] bool isIn(const char* path) const
    {
        return !folder.empty() && path != nullptr && std::string_view(path).starts_with(folder);
    }
    [[nodiscard]] bool isIn(int file) const
    {
        return !folder.empty() && file >= 0 && static_cast<std::size_t>(file) < kMaxDescriptors &&
               isOurs[static_cast<std::size_t>(file)];
    }
    void opened(int file, bool isIn)
    {
        if (file >= 0 && static_cast<std::size_t>(file) < kMaxDescriptors) {
            isOurs[static_cast<std::size_t>(file)] = isIn;
        }
    }
    /// True when this call is to fail, with errno set.
    bool fails(char letter)
    {
        kinds.push_back(letter);
        if (++calls != at) {
            return false;
        }
        if (kind == "eio" || kind == "enospc") {
            errno = kind == "eio" ? EIO : ENOSPC;
            return true;
        }
        if (kind == "kill") {
            ::raise(SIGKILL);
        }
        return false;
    }
};

Fault& fault()
{
    static Fault one;
    return one;
}

template <class Write>
ssize_t writing(int file, size_t size, Write write)
{
    Fault& now = fault();
    if (!now.isIn(file)) {
        return write(size);
    }
    if (now.fails('w')) {
        return -1;
    }
    if (now.isDiskFull) {
        errno = ENOSPC;
        return -1;
    }
    if (now.calls == now.at && (now.kind == "short" || now.kind == "torn")) {
        const ssize_t done = write(size / 2);
        if (now.kind == "torn") {
            ::raise(SIGKILL);
        }
        now.isDiskFull = true;
        return done;
    }
    return write(size);
}

} // namespace

extern "C" {

int open64(const char* path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : mode_t{0};
    va_end(more);
    const bool isIn = fault().isIn(path);
    if (isIn && fault().fails('s')) {
        return -1;
    }
    static const auto call = real<int (*)(const char*, int, ...)>("open64");
    const int file = call(path, flags, mode);
    fault().opened(file, isIn);
    return file;
}

int close(int file)
{
    fault().opened(file, false);
    static const auto call = real<int (*)(int)>("close");
    return call(file);
}

ssize_t pread64(int file, void* into, size_t size, off64_t offset)
{
    if (fault().isIn(file) && fault().fails('r')) {
        return -1;
    }
    static const auto call = real<ssize_t (*)(int, void*, size_t, off64_t)>("pread64");
    return call(file, into, size, offset);
}

ssize_t pwrite64(int file, const void* from, size_t size, off64_t offset)
{
    static const auto call = real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    return writing(file, size, [&](size_t part) { return call(file, from, part, offset); });
}

ssize_t write(int file, const void* from, size_t size)
{
    static const auto call = real<ssize_t (*)(int, const void*, size_t)>("write");
    return writing(file, size, [&](size_t part) { return call(file, from, part); });
}

int fsync(int file)
{
    if (fault().isIn(file) && fault().fails('s')) {
        return -1;
    }
    static const auto call = real<int (*)(int)>("fsync");
    return call(file);
}

int fdatasync(int file)
{
    if (fault().isIn(file) && fault().fails('s')) {
        return -1;
    }
    static const auto call = real<int (*)(int)>("fdatasync");
    return call(file);
}

int ftruncate64(int file, off64_t size) noexcept
{
    if (fault().isIn(file) && fault().fails('s')) {
        return -1;
    }
    static const auto call = real<int (*)(int, off64_t)>("ftruncate64");
    return call(file, size);
}

int unlink(const char* path) noexcept
{
    if (fault().isIn(path) && fault().fails('r')) {
        return -1;
    }
    static const auto call = real<int (*)(const char*)>("unlink");
    return call(path);
}

int fstat64(int file, struct stat64* into) noexcept
{
    if (fault().isIn(file) && fault().fails('r')) {
        return -1;
    }
    static const auto call = real<int (*)(int, struct stat64*)>("fstat64");
    return call(file, into);
}

void* mmap64(void* at, size_t size, int protection, int flags, int file, off64_t offset) noexcept
{
    if (fault().isIn(file) && fault().fails('s')) {
        return MAP_FAILED;
    }
    static const auto call = real<void* (*)(void*, size_t, int, int, int, off64_t)>("mmap64");
    return call(at, size, protection, flags, file, offset);
}

int fcntl64(int file, int command, ...)
{
    va_list more;
    va_start(more, command);
    void* const argument = va_arg(more, void*);
    va_end(more);
    if (fault().isIn(file) && fault().fails('r')) {
        return -1;
    }
    static const auto call = real<int (*)(int, int, ...)>("fcntl64");
    return call(file, command, argument);
}

} // extern "C"
