#include "app/keeper/syscall_filter.h"

#include <cerrno>
#include <memory>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

namespace till::keeper {

namespace {

/// By name, because not every architecture has every call.
constexpr const char* kAllowed[] = {
    // frames: what is open already
    "read", "readv", "write", "writev", "recvfrom", "recvmsg", "sendto", "sendmsg", "getsockopt", "shutdown",
    "poll", "ppoll", "close",
    // files of the data directory: the ledger (SQLite), the vault, the anchor
    "open", "openat", "pread64", "preadv", "pwrite64", "pwritev", "lseek", "fstat", "stat", "lstat",
    "newfstatat", "statx", "fstatfs", "statfs", "access", "faccessat", "faccessat2", "readlink", "readlinkat",
    "getdents64", "getcwd", "fcntl", "flock", "fsync", "fdatasync", "ftruncate", "fallocate", "fchmod",
    "fchown", "umask", "unlink", "unlinkat", "rename", "renameat", "renameat2", "mkdir", "mkdirat", "rmdir",
    "copy_file_range", "utimensat", "fadvise64",
    // memory
    "brk", "munmap", "mremap", "madvise", "mlock", "mlock2", "munlock", "mincore", "membarrier",
    // threads that are there already
    "futex", "futex_waitv", "sched_yield", "sched_getaffinity", "gettid", "exit", "set_robust_list", "rseq",
    // time, randomness, identity
    "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time", "getrandom",
    "getpid", "getppid", "getuid", "geteuid", "getgid", "getegid", "uname", "sysinfo", "getrlimit",
    "prlimit64",
    // signals to itself, and the end
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigaltstack", "restart_syscall", "exit_group"};

constexpr const char* kDeadly[] = {"execve",
                                   "execveat",
                                   "fork",
                                   "vfork",
                                   "clone",
                                   "clone3",
                                   "ptrace",
                                   "process_vm_readv",
                                   "process_vm_writev",
                                   "pidfd_open",
                                   "pidfd_getfd",
                                   "kcmp",
                                   "socket",
                                   "socketpair",
                                   "connect",
                                   "bind",
                                   "listen",
                                   "accept",
                                   "memfd_create",
                                   "userfaultfd",
                                   "bpf",
                                   "perf_event_open",
                                   "io_uring_setup",
                                   "keyctl",
                                   "add_key",
                                   "request_key",
                                   "open_by_handle_at",
                                   "mount",
                                   "umount2",
                                   "pivot_root",
                                   "chroot",
                                   "setns",
                                   "unshare",
                                   "init_module",
                                   "finit_module",
                                   "kexec_load",
                                   "setuid",
                                   "setgid",
                                   "setreuid",
                                   "setregid",
                                   "setresuid",
                                   "setresgid",
                                   "setgroups",
                                   "kill",
                                   "tkill",
                                   "rt_sigqueueinfo",
                                   "rt_tgsigqueueinfo",
                                   "personality"};

struct Release {
    void operator()(void* filter) const { seccomp_release(filter); }
};

bool isKnown(int number)
{
    return number >= 0; // negative: this architecture does not have it
}

bool addAll(scmp_filter_ctx filter)
{
    for (const char* name : kAllowed) {
        const int number = seccomp_syscall_resolve_name(name);
        if (isKnown(number) && seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0) != 0) {
            return false;
        }
    }
    for (const char* name : kDeadly) {
        const int number = seccomp_syscall_resolve_name(name);
        if (isKnown(number) && seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, number, 0) != 0) {
            return false;
        }
    }
    return true;
}

/// Those that are harmless only with these arguments.
bool addBound(scmp_filter_ctx filter, int listener)
{
    const scmp_arg_cmp noCode = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    const scmp_arg_cmp ownListener = SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(listener));
    const scmp_arg_cmp self = SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid()));
    return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, &noCode) == 0 &&
           seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, &noCode) == 0 &&
           seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(accept4), 1, &ownListener) == 0 &&
           seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, &self) == 0;
}

} // namespace

bool filterSyscalls(int listener)
{
    // ENOSYS, because libraries know what to do without a newer call.
    const std::unique_ptr<void, Release> filter(seccomp_init(SCMP_ACT_ERRNO(ENOSYS)));
    return filter != nullptr && seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1) == 0 &&
           seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2) == 0 && addAll(filter.get()) &&
           addBound(filter.get(), listener) && seccomp_load(filter.get()) == 0;
}

} // namespace till::keeper
