#include "app/supervisor/spawn.h"

#include <algorithm>
#include <csignal>
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace till::supervisor {

namespace {

constexpr int kCannotRun = 127;
constexpr int kFirstPassed = 3;

/// In the child, between fork and exec: nothing but system calls.
[[noreturn]] void becomeChild(const Spawn& plan, char* const* argv, pid_t parent)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) {
        ::_exit(kCannotRun); // the parent ended before the kernel knew what to do then
    }
    ::setpgid(0, 0);
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);

    const int nothing = ::open("/dev/null", O_RDONLY);
    if (nothing < 0 || ::dup2(nothing, STDIN_FILENO) < 0 || ::dup2(plan.standardOutput, STDOUT_FILENO) < 0) {
        ::_exit(kCannotRun);
    }
    int highest = kFirstPassed - 1;
    for (const auto& [ours, theirs] : plan.passed) {
        if (::dup2(ours, theirs) < 0) {
            ::_exit(kCannotRun);
        }
        highest = std::max(highest, theirs);
    }
    for (int each = kFirstPassed; each < highest; ++each) {
        if (std::none_of(plan.passed.begin(), plan.passed.end(),
                         [each](const auto& passed) { return passed.second == each; })) {
            ::close(each); // inherited from whoever started us
        }
    }
    ::close_range(static_cast<unsigned>(highest) + 1, ~0U, 0);
    ::execv(argv[0], argv);
    ::_exit(kCannotRun);
}

} // namespace

std::optional<pid_t> spawn(const Spawn& plan)
{
    std::string program = plan.program.string();
    std::vector<std::string> words = plan.arguments;
    std::vector<char*> argv{program.data()};
    for (std::string& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) {
        becomeChild(plan, argv.data(), parent);
    }
    return child > 0 ? std::optional(child) : std::nullopt;
}

} // namespace till::supervisor
