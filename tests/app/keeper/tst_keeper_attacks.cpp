#include "keeper_process.h"

#include <QTest>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <functional>
#include <grp.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace till;
using namespace till::tests;
using namespace till::wire;

namespace {

// Users of no meaning on this machine: the owner, and somebody else.
constexpr uid_t kOwner = 64'201;
constexpr uid_t kOther = 64'202;

/// What `act` gives (0 … 255) when this user does it in a program of its own.
int as(uid_t user, const std::function<int()>& act)
{
    const pid_t child = ::fork();
    if (child == 0) {
        if (::setgroups(0, nullptr) != 0 || ::setgid(user) != 0 || ::setuid(user) != 0) {
            ::_exit(255);
        }
        ::_exit(act());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 254;
}

using Attack = std::function<int(pid_t victim)>;

int openIn(pid_t victim, const char* name, int flags)
{
    const std::string path = "/proc/" + std::to_string(victim) + "/" + name;
    return ::open(path.c_str(), flags | O_CLOEXEC) >= 0 ? 0 : errno;
}

/// Ways of one program into another of the same user. 0 when it got in, else why not.
const std::vector<std::pair<const char*, Attack>> kAttacks{
    {"ptrace attach",
     [](pid_t victim) { return ::ptrace(PTRACE_ATTACH, victim, nullptr, nullptr) == 0 ? 0 : errno; }},
    {"ptrace seize",
     [](pid_t victim) { return ::ptrace(PTRACE_SEIZE, victim, nullptr, nullptr) == 0 ? 0 : errno; }},
    {"/proc/PID/mem", [](pid_t victim) { return openIn(victim, "mem", O_RDONLY); }},
    {"/proc/PID/mem to write", [](pid_t victim) { return openIn(victim, "mem", O_RDWR); }},
    {"/proc/PID/maps", [](pid_t victim) { return openIn(victim, "maps", O_RDONLY); }},
    {"/proc/PID/environ", [](pid_t victim) { return openIn(victim, "environ", O_RDONLY); }},
    {"/proc/PID/fd", [](pid_t victim) { return openIn(victim, "fd", O_RDONLY | O_DIRECTORY); }},
    {"/proc/PID/cwd", [](pid_t victim) { return openIn(victim, "cwd", O_RDONLY | O_DIRECTORY); }},
    {"process_vm_readv",
     [](pid_t victim) {
         std::array<char, 8> here{};
         // The address does not matter: without the right to look, none is good.
         const iovec local{here.data(), here.size()};
         const iovec remote{here.data(), here.size()};
         return ::process_vm_readv(victim, &local, 1, &remote, 1, 0) >= 0 || errno == EFAULT ? 0 : errno;
     }},
    {"process_vm_writev",
     [](pid_t victim) {
         std::array<char, 8> here{};
         const iovec local{here.data(), here.size()};
         const iovec remote{nullptr, 8};
         return ::process_vm_writev(victim, &local, 1, &remote, 1, 0) >= 0 || errno == EFAULT ? 0 : errno;
     }},
    {"pidfd_getfd",
     [](pid_t victim) {
         const auto pidfd = static_cast<int>(::syscall(SYS_pidfd_open, victim, 0));
         if (pidfd < 0) {
             return 253;
         }
         return ::syscall(SYS_pidfd_getfd, pidfd, 2, 0) >= 0 ? 0 : errno;
     }},
};

/// An ordinary program of the owner's: every attack gets into that one, or it proves nothing here.
class Neighbour {
public:
    Neighbour()
    {
        std::array<int, 2> ready{};
        if (::pipe2(ready.data(), O_CLOEXEC) != 0) {
            throw std::runtime_error("no pipe");
        }
        m_pid = ::fork();
        if (m_pid == 0) {
            if (::setgroups(0, nullptr) != 0 || ::setgid(kOwner) != 0 || ::setuid(kOwner) != 0) {
                ::_exit(255);
            }
            // A program that changed its user is not dumpable until it starts another.
            ::execl("/bin/sleep", "sleep", "600", nullptr);
            ::_exit(254);
        }
        ::close(ready[1]);
        char none = 0;
        static_cast<void>(!::read(ready[0], &none, 1)); // ends when sleep has started
        ::close(ready[0]);
    }
    ~Neighbour()
    {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    [[nodiscard]] pid_t pid() const { return m_pid; }

private:
    pid_t m_pid = -1;
};

int connectTo(const std::string& path)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const int socket = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
    return ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0 ? socket
                                                                                                : -errno;
}

enum class State { Locked, Unlocked, Paused, ProvedElsewhere };

} // namespace

/// What a program of the same user, or of another one, can do to a running keeper.
class TestKeeperAttacks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (::geteuid() != 0) {
            QSKIP("Becomes two other users: run as root.");
        }
    }
    void aProgramOfTheSameUserDoesNotGetIn_data();
    void aProgramOfTheSameUserDoesNotGetIn();
    void aKilledKeeperLeavesNoCore();
    void framesWithoutThePassphraseGetNothing_data();
    void framesWithoutThePassphraseGetNothing();
    void anotherUserDoesNotEvenConnect();
    void anotherUserIsTurnedAwayAtAnOpenDoor();
};

void TestKeeperAttacks::aProgramOfTheSameUserDoesNotGetIn_data()
{
    QTest::addColumn<std::size_t>("attack");
    for (std::size_t each = 0; each < kAttacks.size(); ++each) {
        QTest::newRow(kAttacks[each].first) << each;
    }
}

void TestKeeperAttacks::aProgramOfTheSameUserDoesNotGetIn()
{
    QFETCH(std::size_t, attack);
    const auto& [name, act] = kAttacks[attack];
    const Neighbour neighbour;
    QCOMPARE(as(kOwner, [&act = act, &neighbour] { return act(neighbour.pid()); }), 0);
    KeeperProcess keeper(KeeperProcess::WallClock::Real, {"", kOwner});
    keeper.withAgent();
    const int result = as(kOwner, [&act = act, &keeper] { return act(keeper.pid()); });
    QVERIFY2(result == EPERM || result == EACCES, std::to_string(result).c_str());
    QVERIFY(keeper.isRunning());
    QVERIFY(keeper.owner().codeOf(StatusGet()).empty());
}

void TestKeeperAttacks::aKilledKeeperLeavesNoCore()
{
    rlimit before{};
    ::getrlimit(RLIMIT_CORE, &before);
    const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
    QCOMPARE(::setrlimit(RLIMIT_CORE, &all), 0);
    KeeperProcess keeper(KeeperProcess::WallClock::Real, {"", kOwner});
    keeper.withAgent();
    const pid_t pid = keeper.pid();
    QCOMPARE(as(kOwner, [pid] { return ::kill(pid, SIGSEGV) == 0 ? 0 : errno; }), 0);
    const int status = keeper.waitForEnd();
    ::setrlimit(RLIMIT_CORE, &before);
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    QVERIFY(!WCOREDUMP(status));
}

void TestKeeperAttacks::framesWithoutThePassphraseGetNothing_data()
{
    QTest::addColumn<int>("state");
    QTest::newRow("locked") << static_cast<int>(State::Locked);
    QTest::newRow("unlocked") << static_cast<int>(State::Unlocked);
    QTest::newRow("paused") << static_cast<int>(State::Paused);
    QTest::newRow("proved on another connection") << static_cast<int>(State::ProvedElsewhere);
}

void TestKeeperAttacks::framesWithoutThePassphraseGetNothing()
{
    QFETCH(int, state);
    KeeperProcess keeper;
    const std::string token = keeper.withAgent("careful");
    const auto waiting = keeper.gateway().get<PaymentAnswer>(payFor(token, "1000"));
    const auto shown = keeper.owner().get<ApprovalsAnswer>(ApprovalList()).approvals.front().shownHash;
    switch (static_cast<State>(state)) {
    case State::Locked:
        keeper.owner().get<Done>(Lock());
        break;
    case State::Paused:
        keeper.owner().get<Done>(PauseAll());
        break;
    case State::ProvedElsewhere:
        keeper.owner().get<Done>(Prove{kPassphrase});
        break;
    case State::Unlocked:
        break;
    }
    const auto before = keeper.admin().get<StatusAnswer>(StatusGet());

    const std::vector<std::string> frames{
        makeFrame(1, "unlock", {{"passphrase", ""}}),
        makeFrame(1, "prove", {{"passphrase", std::string(2000, 'x')}}),
        encode(1, ResumeAll()),
        encode(1, ApprovalDecide{waiting.id, "approve", shown, "app", "", {}}),
        encode(1, AgentSetState{"bot", "active", {}}),
        makeFrame(1, "vault.phrase", nlohmann::json::object()),
        makeFrame(1, "account.export", {{"account", "acc_1"}}),
        makeFrame(1, "approve.all", nlohmann::json::object()),
        encode(1, AccountNew{"evil", ""}),
        encode(1, NetworkSet{"eip155:8453", {"http://evil.test"}, true, ""}),
        encode(1, UnattendedOn{"1000000", before.waiting, ""}),
    };
    const bool mayTryOften = keeper.admin().get<SecurityAnswer>(SecurityGet()).tryAgainMs == 0;
    QVERIFY(mayTryOften);
    for (const std::string& frame : frames) {
        for (Line* line : {&keeper.gateway(), &keeper.watcher(), &keeper.supervisor()}) {
            QCOMPARE(Line::errorIn(line->ask(1, frame)), std::string("not_allowed_here"));
        }
        Line stranger = keeper.admin();
        const auto answer = stranger.ask(1, frame);
        QVERIFY2(!Line::errorIn(answer).empty(), (frame + " -> " + answer.type).c_str());
        QVERIFY(answer.body.dump().find("abandon") == std::string::npos);
    }
    const auto after = keeper.admin().get<StatusAnswer>(StatusGet());
    QCOMPARE(after.vault, before.vault);
    QCOMPARE(after.paused, before.paused);
    QCOMPARE(after.agents, before.agents);
    QCOMPARE(after.waiting, std::int64_t{1});
}

void TestKeeperAttacks::anotherUserDoesNotEvenConnect()
{
    KeeperProcess keeper(KeeperProcess::WallClock::Real, {"", kOwner});
    keeper.withAgent();
    const std::string path = keeper.socketPath();
    QCOMPARE(as(kOwner, [&] { return connectTo(path) >= 0 ? 0 : 1; }), 0);
    QCOMPARE(as(kOther, [&] { return connectTo(path) >= 0 ? 0 : 1; }), 1);
}

/// The permissions of the file are the first door; the keeper asks the kernel who it is, too.
void TestKeeperAttacks::anotherUserIsTurnedAwayAtAnOpenDoor()
{
    KeeperProcess keeper(KeeperProcess::WallClock::Real, {"", kOwner});
    const std::string token = keeper.withAgent();
    QCOMPARE(::chmod(keeper.folder().c_str(), 0755), 0);
    QCOMPARE(::chmod(keeper.socketPath().c_str(), 0666), 0);
    const auto isHeard = [&keeper] {
        const int socket = connectTo(keeper.socketPath());
        if (socket < 0) {
            return 2;
        }
        Line line(socket);
        try {
            line.hello();
            return 0;
        } catch (const std::runtime_error&) {
            return 1;
        }
    };
    QCOMPARE(as(kOwner, isHeard), 0);
    QCOMPARE(as(kOther, isHeard), 1);
}

QTEST_GUILESS_MAIN(TestKeeperAttacks)
#include "tst_keeper_attacks.moc"
