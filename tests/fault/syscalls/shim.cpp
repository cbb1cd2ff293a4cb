// Preloaded before libc: counts every system call on files of one folder and lets one of them go wrong
// (fault.h).
#include "fault.h"

#include <cerrno>
#include <cstdarg>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

template <class Function>
Function real(const char* name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

Fault& fault()
{
    return Fault::one();
}

/// Before the program fences itself in.
[[gnu::constructor]] void startEarly()
{
    static_cast<void>(fault());
}

template <class Write>
ssize_t writing(int file, size_t size, Write write)
{
    if (!fault().isIn(file)) {
        return write(size);
    }
    const ssize_t part = fault().allowed(size);
    if (part < 0) {
        return -1;
    }
    const ssize_t done = write(static_cast<size_t>(part));
    if (static_cast<size_t>(part) < size) {
        fault().halfWritten();
    }
    return done;
}

/// A new file may find the disk full, one that is there cannot.
char openLetter(int flags)
{
    return (flags & O_CREAT) != 0 ? 's' : 'r';
}

mode_t modeOf(int flags, va_list more)
{
    return (flags & O_CREAT) != 0 ? va_arg(more, mode_t) : mode_t{0};
}

int opening(const char* name, const char* path, int flags, mode_t mode)
{
    const bool isIn = fault().isIn(path);
    if (isIn && fault().fails(openLetter(flags))) {
        return -1;
    }
    const int file = real<int (*)(const char*, int, ...)>(name)(path, flags, mode);
    fault().opened(file, isIn);
    return file;
}

template <class Status>
int askingFile(const char* name, int file, Status* into)
{
    if (fault().isIn(file) && fault().fails('r')) {
        return -1;
    }
    return real<int (*)(int, Status*)>(name)(file, into);
}

template <class Status>
int askingPath(const char* name, const char* path, Status* into)
{
    if (fault().isIn(path) && fault().fails('r')) {
        return -1;
    }
    return real<int (*)(const char*, Status*)>(name)(path, into);
}

} // namespace

extern "C" {

// ── opening and closing

int open(const char* path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const mode_t mode = modeOf(flags, more);
    va_end(more);
    return opening("open", path, flags, mode);
}

int open64(const char* path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const mode_t mode = modeOf(flags, more);
    va_end(more);
    return opening("open64", path, flags, mode);
}

int openat(int directory, const char* path, int flags, ...)
{
    va_list more;
    va_start(more, flags);
    const mode_t mode = modeOf(flags, more);
    va_end(more);
    const bool isIn = fault().isIn(directory, path);
    if (isIn && fault().fails(openLetter(flags))) {
        return -1;
    }
    static const auto call = real<int (*)(int, const char*, int, ...)>("openat");
    const int file = call(directory, path, flags, mode);
    fault().opened(file, isIn);
    return file;
}

int close(int file)
{
    const bool fails = fault().isIn(file) && fault().fails('r');
    const int error = errno;
    fault().opened(file, false);
    static const auto call = real<int (*)(int)>("close");
    const int done = call(file); // Linux closes it also when it says that it failed
    if (fails) {
        errno = error;
        return -1;
    }
    return done;
}

// ── reading and writing

ssize_t read(int file, void* into, size_t size)
{
    if (fault().isIn(file) && fault().fails('r')) {
        return -1;
    }
    static const auto call = real<ssize_t (*)(int, void*, size_t)>("read");
    return call(file, into, size);
}

ssize_t pread64(int file, void* into, size_t size, off64_t offset)
{
    if (fault().isIn(file) && fault().fails('r')) {
        return -1;
    }
    static const auto call = real<ssize_t (*)(int, void*, size_t, off64_t)>("pread64");
    return call(file, into, size, offset);
}

ssize_t write(int file, const void* from, size_t size)
{
    static const auto call = real<ssize_t (*)(int, const void*, size_t)>("write");
    return writing(file, size, [&](size_t part) { return call(file, from, part); });
}

ssize_t pwrite64(int file, const void* from, size_t size, off64_t offset)
{
    static const auto call = real<ssize_t (*)(int, const void*, size_t, off64_t)>("pwrite64");
    return writing(file, size, [&](size_t part) { return call(file, from, part, offset); });
}

void* mmap64(void* at, size_t size, int protection, int flags, int file, off64_t offset) noexcept
{
    if (fault().isIn(file) && fault().fails('s')) {
        return MAP_FAILED;
    }
    static const auto call = real<void* (*)(void*, size_t, int, int, int, off64_t)>("mmap64");
    return call(at, size, protection, flags, file, offset);
}

// ── making it last

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

// ── whose it is

int fchown(int file, uid_t owner, gid_t group) noexcept
{
    if (fault().isIn(file) && fault().fails('r')) {
        return -1;
    }
    static const auto call = real<int (*)(int, uid_t, gid_t)>("fchown");
    return call(file, owner, group);
}

int fchmod(int file, mode_t mode) noexcept
{
    if (fault().isIn(file) && fault().fails('r')) {
        return -1;
    }
    static const auto call = real<int (*)(int, mode_t)>("fchmod");
    return call(file, mode);
}

// ── names

int unlink(const char* path) noexcept
{
    if (fault().isIn(path) && fault().fails('r')) {
        return -1;
    }
    static const auto call = real<int (*)(const char*)>("unlink");
    return call(path);
}

int unlinkat(int directory, const char* path, int flags) noexcept
{
    if (fault().isIn(directory, path) && fault().fails('r')) {
        return -1;
    }
    static const auto call = real<int (*)(int, const char*, int)>("unlinkat");
    return call(directory, path, flags);
}

int rename(const char* from, const char* to) noexcept
{
    if (fault().isIn(to) && fault().fails('s')) {
        return -1;
    }
    static const auto call = real<int (*)(const char*, const char*)>("rename");
    return call(from, to);
}

int renameat(int fromDirectory, const char* from, int toDirectory, const char* to) noexcept
{
    if (fault().isIn(toDirectory, to) && fault().fails('s')) {
        return -1;
    }
    static const auto call = real<int (*)(int, const char*, int, const char*)>("renameat");
    return call(fromDirectory, from, toDirectory, to);
}

int mkdir(const char* path, mode_t mode) noexcept
{
    if (fault().isIn(path) && fault().fails('s')) {
        return -1;
    }
    static const auto call = real<int (*)(const char*, mode_t)>("mkdir");
    return call(path, mode);
}

// ── what is there

int access(const char* path, int how) noexcept
{
    if (fault().isIn(path) && fault().fails('r')) {
        return -1;
    }
    static const auto call = real<int (*)(const char*, int)>("access");
    return call(path, how);
}

int fstat(int file, struct stat* into) noexcept
{
    return askingFile("fstat", file, into);
}

int fstat64(int file, struct stat64* into) noexcept
{
    return askingFile("fstat64", file, into);
}

int stat(const char* path, struct stat* into) noexcept
{
    return askingPath("stat", path, into);
}

int stat64(const char* path, struct stat64* into) noexcept
{
    return askingPath("stat64", path, into);
}

int lstat(const char* path, struct stat* into) noexcept
{
    return askingPath("lstat", path, into);
}

int lstat64(const char* path, struct stat64* into) noexcept
{
    return askingPath("lstat64", path, into);
}

// ── locks

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

int flock(int file, int operation) noexcept
{
    if (fault().isIn(file) && fault().fails('r')) {
        return -1;
    }
    static const auto call = real<int (*)(int, int)>("flock");
    return call(file, operation);
}

} // extern "C"
