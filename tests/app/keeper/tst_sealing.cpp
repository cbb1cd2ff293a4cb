#include "app/keeper/file_fence.h"
#include "app/keeper/hardening.h"
#include "app/keeper/shield.h"
#include "app/keeper/syscall_filter.h"
#include "tests/places.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace till::keeper;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TILL_SANITIZED 1
#endif

namespace {

/// What a program came to that fenced and filtered itself as the keeper does, and then did `act`: its exit
/// status, or the negative number of the signal that ended it.
int sealedChild(const std::string& folder, const std::function<int()>& act)
{
    const pid_t child = ::fork();
    if (child == 0) {
        static_cast<void>(harden());
        const int listener = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);
        const bool isSealed = fenceFiles(folder, folder + "/run") && filterSyscalls(listener);
        ::syscall(SYS_exit_group, isSealed ? act() : 99);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

int errorOf(long result)
{
    return result < 0 ? errno : 0;
}

Shield sealedShield()
{
    Shield shield;
    shield.isMemoryClosed = shield.isFenced = shield.isFiltered = true;
    return shield;
}

bool says(const std::vector<std::string>& sentences, const char* part)
{
    return std::ranges::any_of(
        sentences, [part](const std::string& each) { return each.find(part) != std::string::npos; });
}

} // namespace

/// What the keeper cannot do any more once it has sealed itself, tried by a program that did the same.
class TestSealing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatEndsTheProgram_data();
    void whatEndsTheProgram();
    void whatOnlyFails_data();
    void whatOnlyFails();
    void itsOwnFilesAreWithinReach();
    void everyThreadIsFiltered();
    void aCoreIsNeverWritten();
    void theTierNamesWhatHolds_data();
    void theTierNamesWhatHolds();
    void theTierSaysWhatIsMissing();
    void aKeeperWithAWrongHashDoesNotStart();

private:
    QTemporaryDir m_folder;
    std::string folder() const { return m_folder.path().toStdString(); }
};

void TestSealing::initTestCase()
{
#if defined(TILL_SANITIZED)
    QSKIP("Sanitizers need what the fence and the filter forbid; such builds go without, and say so.");
#endif
    QVERIFY(m_folder.isValid());
    const int result = sealedChild(folder(), [] { return 7; });
    if (result == 99) {
        QSKIP("This kernel has no Landlock or no seccomp; the keeper says so in its tier.");
    }
    QCOMPARE(result, 7);
}

using Act = std::function<int()>;

void TestSealing::whatEndsTheProgram_data()
{
    QTest::addColumn<Act>("act");
    const auto row = [](const char* tag, Act act) { QTest::newRow(tag) << std::move(act); };
    row("starting a program", [] {
        ::execl("/bin/true", "true", nullptr);
        return 0;
    });
    row("fork", [] { return static_cast<int>(::syscall(SYS_fork)); });
    row("clone", [] { return static_cast<int>(::syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)); });
    row("a socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0); });
    row("a local socket", [] { return ::socket(AF_UNIX, SOCK_STREAM, 0); });
    row("ptrace", [] { return static_cast<int>(::ptrace(PTRACE_TRACEME, 0, 0, 0)); });
    row("reading other memory",
        [] { return static_cast<int>(::syscall(SYS_process_vm_readv, ::getppid(), 0, 0, 0, 0, 0)); });
    row("taking a descriptor", [] { return static_cast<int>(::syscall(SYS_pidfd_open, ::getppid(), 0)); });
    row("killing", [] { return ::kill(::getppid(), 0); });
    row("io_uring", [] { return static_cast<int>(::syscall(SYS_io_uring_setup, 1, 0)); });
    row("another user", [] { return ::setuid(65534); });
}

void TestSealing::whatEndsTheProgram()
{
    QFETCH(Act, act);
    QCOMPARE(sealedChild(folder(), act), -SIGSYS);
}

void TestSealing::whatOnlyFails_data()
{
    QTest::addColumn<Act>("act");
    QTest::addColumn<int>("error");
    const auto row = [](const char* tag, Act act, int error) {
        QTest::newRow(tag) << std::move(act) << error;
    };
    row(
        "a file elsewhere", [] { return errorOf(::open("/etc/passwd", O_RDONLY)); }, EACCES);
    row(
        "a folder elsewhere", [] { return errorOf(::open("/proc/self", O_RDONLY | O_DIRECTORY)); }, EACCES);
    row(
        "a new file elsewhere", [] { return errorOf(::open("/tmp/till-sealing", O_WRONLY | O_CREAT, 0600)); },
        EACCES);
    row(
        "memory that can be run",
        [] {
            void* const memory =
                ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            return memory == MAP_FAILED ? errno : 0;
        },
        ENOSYS);
    row(
        "memory made to run",
        [] {
            void* const memory =
                ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            return errorOf(::mprotect(memory, 4096, PROT_READ | PROT_EXEC));
        },
        ENOSYS);
    row(
        "another listener", [] { return errorOf(::accept4(0, nullptr, nullptr, 0)); }, ENOSYS);
    row(
        "becoming dumpable again", [] { return errorOf(::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)); }, ENOSYS);
    row(
        "a device's commands", [] { return errorOf(::syscall(SYS_ioctl, 0, 0x5401, 0)); }, ENOSYS);
}

void TestSealing::whatOnlyFails()
{
    QFETCH(Act, act);
    QFETCH(int, error);
    QCOMPARE(sealedChild(folder(), act), error);
}

void TestSealing::itsOwnFilesAreWithinReach()
{
    const std::string file = folder() + "/ledger";
    QCOMPARE(sealedChild(folder(),
                         [&] {
                             const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
                             const bool isWritten = ::pwrite(fd, "rows", 4, 0) == 4 && ::fdatasync(fd) == 0 &&
                                                    ::ftruncate(fd, 2) == 0 &&
                                                    ::rename(file.c_str(), (file + ".new").c_str()) == 0 &&
                                                    ::unlink((file + ".new").c_str()) == 0;
                             const int zone = ::open("/usr/share/zoneinfo", O_RDONLY | O_DIRECTORY);
                             return isWritten && (zone >= 0 || errno == ENOENT) ? 7 : errno;
                         }),
             7);
}

void TestSealing::everyThreadIsFiltered()
{
    const pid_t child = ::fork();
    if (child == 0) {
        static_cast<void>(harden());
        std::atomic<int> phase = 0;
        std::thread other([&] { // it was there before the filter
            while (phase.load() == 0) {
                std::this_thread::yield();
            }
            ::socket(AF_INET, SOCK_STREAM, 0);
            phase = 2;
        });
        const bool isFiltered = filterSyscalls(0);
        phase = 1;
        while (phase.load() != 2) {
            std::this_thread::yield();
        }
        ::syscall(SYS_exit_group, isFiltered ? 0 : 99);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS);
}

void TestSealing::aCoreIsNeverWritten()
{
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
        ::setrlimit(RLIMIT_CORE, &all);
        const Shield shield = harden();
        if (!shield.isMemoryClosed) {
            ::_exit(99);
        }
        ::raise(SIGSEGV);
        ::_exit(98);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    QVERIFY(!WCOREDUMP(status));
}

void TestSealing::theTierNamesWhatHolds_data()
{
    QTest::addColumn<Shield>("shield");
    QTest::addColumn<QByteArray>("name");
    const auto row = [](const char* tag, const auto& change, const char* name) {
        Shield shield = sealedShield();
        change(shield);
        QTest::newRow(tag) << shield << QByteArray(name);
    };
    row(
        "everything", [](Shield&) {}, "user");
    row(
        "from the package", [](Shield& s) { s.isSetgid = true; }, "package");
    row(
        "no Landlock", [](Shield& s) { s.isFenced = false; }, "reduced");
    row(
        "no seccomp", [](Shield& s) { s.isFiltered = false; }, "reduced");
    row(
        "package without Landlock",
        [](Shield& s) {
            s.isSetgid = true;
            s.isFenced = false;
        },
        "reduced");
    row(
        "sanitizers",
        [](Shield& s) {
            s.isTestBuild = true;
            s.isFenced = s.isFiltered = false;
        },
        "test");
    row(
        "memory open", [](Shield& s) { s.isMemoryClosed = false; }, "open");
    row(
        "a debugger is there", [](Shield& s) { s.isTraced = true; }, "open");
    row(
        "nothing at all", [](Shield& s) { s = {}; }, "open");
}

void TestSealing::theTierNamesWhatHolds()
{
    QFETCH(Shield, shield);
    QFETCH(QByteArray, name);
    const auto tier = tierOf(shield);
    QCOMPARE(QByteArray::fromStdString(tier.name), name);
    QVERIFY(!tier.text.empty());
    QVERIFY(says(tier.doesNotStop, "root")); // no tier promises everything
}

void TestSealing::theTierSaysWhatIsMissing()
{
    const auto whole = tierOf(sealedShield());
    QVERIFY(says(whole.stops, "cannot read the keeper's memory"));
    QVERIFY(says(whole.doesNotStop, "replace Tillkeeper's own files"));
    Shield noFence = sealedShield();
    noFence.isFenced = false;
    QVERIFY(says(tierOf(noFence).doesNotStop, "Landlock"));
    Shield noFilter = sealedShield();
    noFilter.isFiltered = false;
    QVERIFY(says(tierOf(noFilter).doesNotStop, "seccomp"));
    Shield package = sealedShield();
    package.isSetgid = true;
    QVERIFY(!says(tierOf(package).doesNotStop, "replace Tillkeeper's own files"));
}

void TestSealing::aKeeperWithAWrongHashDoesNotStart()
{
    QProcess keeper;
    keeper.start(QStringLiteral(TILL_BINARY_DIR "/tests/keeper-wrong-hash"),
                 {QStringLiteral("--data-dir"), m_folder.path(), QStringLiteral("--admin-socket"),
                  m_folder.filePath(QStringLiteral("admin.sock"))});
    QVERIFY(keeper.waitForFinished(30'000));
    QCOMPARE(keeper.exitCode(), 1);
    const QByteArray said = keeper.readAllStandardError();
    QVERIFY2(said.contains("Keccak-256 gives a wrong answer"), said.constData());
    QVERIFY(said.contains("nothing is signed"));
    QVERIFY(!QFile::exists(m_folder.filePath(QStringLiteral("ledger.db"))));
}

QTEST_GUILESS_MAIN(TestSealing)
#include "tst_sealing.moc"
