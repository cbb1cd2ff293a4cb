#include "app/posix/secret_input.h"
#include "app/posix/unique_fd.h"

#include <QTest>

#include <array>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace till;
using posix::SecretInputError;

namespace {

QByteArray textOf(const crypto::SecretBytes& secret)
{
    const auto bytes = secret.readable();
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// The reading end of a pipe that holds `bytes` and is closed behind them.
posix::UniqueFd pipeWith(const QByteArray& bytes)
{
    std::array<int, 2> fds{};
    if (::pipe(fds.data()) != 0) {
        return {};
    }
    const posix::UniqueFd writer(fds[1]);
    return ::write(writer.get(), bytes.data(), static_cast<std::size_t>(bytes.size())) == bytes.size()
               ? posix::UniqueFd(fds[0])
               : posix::UniqueFd();
}

/// What a child that asks on its own terminal gets when `keys` are typed; `shown` is what the terminal
/// showed.
QByteArray typeAtPrompt(const QByteArray& keys, QByteArray& shown)
{
    std::array<int, 2> result{};
    if (::pipe(result.data()) != 0) {
        return {};
    }
    int master = -1;
    const pid_t child = ::forkpty(&master, nullptr, nullptr, nullptr);
    if (child == 0) {
        const auto secret = posix::askSecret("Passphrase: ");
        const QByteArray out = secret ? "got:" + textOf(*secret)
                                      : "error:" + QByteArray::number(static_cast<int>(secret.error()));
        const bool isWritten =
            ::write(result[1], out.data(), static_cast<std::size_t>(out.size())) == out.size();
        ::_exit(isWritten ? 0 : 1);
    }
    ::close(result[1]);
    std::array<char, 256> buffer{};
    // The prompt is shown only after the echo is off, so what is typed now is typed unseen.
    while (!shown.contains("Passphrase: ")) {
        const ssize_t count = ::read(master, buffer.data(), buffer.size());
        if (count <= 0) {
            break;
        }
        shown.append(buffer.data(), count);
    }
    const bool isTyped = ::write(master, keys.data(), static_cast<std::size_t>(keys.size())) == keys.size();
    QByteArray answer;
    for (;;) {
        const ssize_t count = ::read(result[0], buffer.data(), buffer.size());
        if (count <= 0) {
            break;
        }
        answer.append(buffer.data(), count);
    }
    for (;;) {
        const ssize_t count = ::read(master, buffer.data(), buffer.size());
        if (count <= 0) {
            break;
        }
        shown.append(buffer.data(), count);
    }
    ::close(result[0]);
    ::close(master);
    ::waitpid(child, nullptr, 0);
    return isTyped ? answer : QByteArray();
}

} // namespace

class TestSecretInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { crypto::initialise(); }

    void readsOneLineFromADescriptor_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("secret");
        QTest::newRow("with its end") << QByteArray("secret\n") << QByteArray("secret");
        QTest::newRow("without an end") << QByteArray("secret") << QByteArray("secret");
        QTest::newRow("CR LF") << QByteArray("secret\r\n") << QByteArray("secret");
        QTest::newRow("blanks stay") << QByteArray(" a b \n") << QByteArray(" a b ");
        QTest::newRow("longest") << QByteArray(1024, 'x') + "\n" << QByteArray(1024, 'x');
    }
    void readsOneLineFromADescriptor()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, secret);
        const auto read = posix::readSecretLine(pipeWith(bytes).get());
        QVERIFY(read.has_value());
        QCOMPARE(textOf(*read), secret);
    }

    void leavesTheNextLineForTheNextSecret()
    {
        const auto fd = pipeWith("first\nsecond\n");
        QCOMPARE(textOf(posix::readSecretLine(fd.get()).value()), QByteArray("first"));
        QCOMPARE(textOf(posix::readSecretLine(fd.get()).value()), QByteArray("second"));
        QVERIFY(posix::readSecretLine(fd.get()).error() == SecretInputError::Empty);
    }

    void refusesWhatIsNoSecret()
    {
        QVERIFY(posix::readSecretLine(pipeWith("").get()).error() == SecretInputError::Empty);
        QVERIFY(posix::readSecretLine(pipeWith("\nmore").get()).error() == SecretInputError::Empty);
        QVERIFY(posix::readSecretLine(pipeWith(QByteArray(1025, 'x')).get()).error() ==
                SecretInputError::TooLong);
        QVERIFY(posix::readSecretLine(pipeWith("\xff\xfe").get()).error() == SecretInputError::NotUtf8);
        QVERIFY(posix::readSecretLine(-1).error() == SecretInputError::CannotRead);
    }

    void asksOnTheTerminalWithoutShowingWhatIsTyped()
    {
        QByteArray shown;
        QCOMPARE(typeAtPrompt("hunter2\r", shown), QByteArray("got:hunter2"));
        QVERIFY(shown.contains("Passphrase: "));
        QVERIFY(!shown.contains("hunter2"));
    }

    void editsAtThePrompt()
    {
        QByteArray shown;
        QCOMPARE(typeAtPrompt("wrong\x15"
                              "right\xc3\xbc\x7f!\n",
                              shown),
                 QByteArray("got:right!"));
    }

    void canBeCancelled()
    {
        QByteArray shown;
        const QByteArray cancelled =
            "error:" + QByteArray::number(static_cast<int>(SecretInputError::Cancelled));
        QCOMPARE(typeAtPrompt("abc\x03", shown), cancelled);
    }
};

QTEST_GUILESS_MAIN(TestSecretInput)
#include "tst_secret_input.moc"
