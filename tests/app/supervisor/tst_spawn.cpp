#include "app/supervisor/spawn.h"
#include "app/supervisor/wiring.h"

#include <QTest>

#include <array>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace till;
using namespace till::supervisor;

namespace {

QByteArray readAll(int fd)
{
    QByteArray all;
    std::array<char, 4096> chunk{};
    for (ssize_t count = 0; (count = ::read(fd, chunk.data(), chunk.size())) > 0;) {
        all.append(chunk.data(), count);
    }
    return all;
}

/// What a shell script prints when it is started with these descriptors.
QByteArray runScript(const char* script, std::vector<std::pair<int, int>> passed)
{
    auto pipe = makePipe();
    const auto pid = spawn({"/bin/sh", {"-c", script}, pipe->writer.get(), std::move(passed)});
    pipe->writer.close();
    const QByteArray printed = readAll(pipe->reader.get());
    ::waitpid(*pid, nullptr, 0);
    return printed;
}

} // namespace

class TestSpawn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void passesTheNamedDescriptorsAndNoOthers()
    {
        const int leaked = ::open("/dev/null", O_RDONLY); // not closed on exec
        auto secret = makePipe();
        QCOMPARE(::write(secret->writer.get(), "handed over\n", 12), ssize_t(12));
        QCOMPARE(runScript("read line <&4; echo $line; echo $(ls /proc/self/fd | tr '\\n' ' ')",
                           {{secret->reader.get(), 4}}),
                 QByteArray("handed over\n0 1 2 3 4\n")); // 3 is that of ls itself
        ::close(leaked);
    }

    void swappedNumbersDoNotOverwriteEachOther()
    {
        auto first = makePipe();
        auto second = makePipe();
        QCOMPARE(::write(first->writer.get(), "one\n", 4), ssize_t(4));
        QCOMPARE(::write(second->writer.get(), "two\n", 4), ssize_t(4));
        QVERIFY(first->reader.get() >= kFirstSourceFd);
        QCOMPARE(runScript("read a <&3; read b <&4; echo $a $b",
                           {{first->reader.get(), 3}, {second->reader.get(), 4}}),
                 QByteArray("one two\n"));
    }

    void standardInputIsEmptyAndTheGroupItsOwn()
    {
        QCOMPARE(runScript("cat; ps -o pgid= -p $$ | tr -d ' ' > /dev/stderr; [ $(ps -o pgid= -p $$) -eq $$ "
                           "] && echo own",
                           {}),
                 QByteArray("own\n"));
    }

    void aProgramThatCannotRunEndsWith127()
    {
        auto pipe = makePipe();
        const auto pid = spawn({"/nowhere/till-keeper", {}, pipe->writer.get(), {}});
        int status = 0;
        QCOMPARE(::waitpid(*pid, &status, 0), *pid);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 127);
    }

    /// Also when the parent has no time for anything: SIGKILL.
    void childrenDieWithTheirParent()
    {
        auto pipe = makePipe();
        const pid_t parent = ::fork();
        if (parent == 0) {
            const auto child = spawn({"/bin/sleep", {"600"}, pipe->writer.get(), {}});
            const bool isTold = ::write(pipe->writer.get(), &*child, sizeof *child) == sizeof *child;
            ::kill(::getpid(), isTold ? SIGKILL : SIGTERM);
        }
        pid_t child = 0;
        QCOMPARE(::read(pipe->reader.get(), &child, sizeof child), ssize_t(sizeof child));
        ::waitpid(parent, nullptr, 0);
        pipe->writer.close();
        // The child held the last writing end, so the end of the file says that it is gone.
        QCOMPARE(readAll(pipe->reader.get()), QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestSpawn)
#include "tst_spawn.moc"
