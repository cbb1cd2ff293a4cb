#include "app/posix/frame_io.h"
#include "core/wire/limits.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <vector>

using namespace till::posix;

namespace {

constexpr int kSoonMs = 20;

struct Pair {
    UniqueFd ours;
    UniqueFd theirs;
    Pair()
    {
        std::array<int, 2> fds{};
        if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds.data()) == 0) {
            ours = UniqueFd(fds[0]);
            theirs = UniqueFd(fds[1]);
        }
    }
};

} // namespace

class TestFrameIo : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsFramesApart()
    {
        const Pair pair;
        QVERIFY(sendFrame(pair.ours.get(), std::string("one"), kSoonMs).has_value());
        QVERIFY(sendFrame(pair.ours.get(), std::string("second"), kSoonMs).has_value());
        std::vector<std::uint8_t> buffer(frameBufferBytes());
        QCOMPARE(receiveFrame(pair.theirs.get(), buffer, kSoonMs).value(), std::size_t(3));
        QCOMPARE(receiveFrame(pair.theirs.get(), buffer, kSoonMs).value(), std::size_t(6));
        QCOMPARE(std::memcmp(buffer.data(), "second", 6), 0);
    }

    void takesTheLargestFrameAndNoLarger()
    {
        const Pair pair;
        const std::string largest(till::wire::kMaxFrameBytes, 'x');
        QVERIFY(sendFrame(pair.ours.get(), largest, kSoonMs).has_value());
        std::vector<std::uint8_t> buffer(frameBufferBytes());
        QCOMPARE(receiveFrame(pair.theirs.get(), buffer, kSoonMs).value(), largest.size());

        QVERIFY(sendFrame(pair.ours.get(), largest + "x", kSoonMs).error() == FrameIoError::TooLarge);
        const std::string hostile(till::wire::kMaxFrameBytes + 5000, 'x');
        QCOMPARE(::send(pair.ours.get(), hostile.data(), hostile.size(), 0), ssize_t(hostile.size()));
        QVERIFY(receiveFrame(pair.theirs.get(), buffer, kSoonMs).error() == FrameIoError::TooLarge);
    }

    void saysWhenTheOtherEndIsGone()
    {
        Pair pair;
        pair.theirs.close();
        std::vector<std::uint8_t> buffer(frameBufferBytes());
        QVERIFY(receiveFrame(pair.ours.get(), buffer, kSoonMs).error() == FrameIoError::Closed);
        QVERIFY(sendFrame(pair.ours.get(), std::string("x"), kSoonMs).error() == FrameIoError::Closed);
    }

    void givesUpInTime()
    {
        const Pair pair;
        std::vector<std::uint8_t> buffer(frameBufferBytes());
        QVERIFY(receiveFrame(pair.ours.get(), buffer, kSoonMs).error() == FrameIoError::TimedOut);
        const std::string frame(till::wire::kMaxFrameBytes, 'x');
        till::Result<void, FrameIoError> sent;
        for (int i = 0; i < 1000 && sent; ++i) {
            sent = sendFrame(pair.ours.get(), frame, kSoonMs);
        }
        QVERIFY(!sent && sent.error() == FrameIoError::TimedOut);
    }

    void connectsOnlyWhereSomebodyListens()
    {
        const QTemporaryDir directory;
        const std::string path = directory.path().toStdString() + "/s";
        QVERIFY(connectFrames(path).error() == FrameIoError::NotThere);
        QVERIFY(connectFrames(std::string(300, 'a')).error() == FrameIoError::NotThere);

        const UniqueFd listener(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
        QCOMPARE(::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
        QVERIFY(connectFrames(path).error() == FrameIoError::NotThere); // a stale file
        QCOMPARE(::listen(listener.get(), 1), 0);
        QVERIFY(connectFrames(path).has_value());
    }
};

QTEST_GUILESS_MAIN(TestFrameIo)
#include "tst_frame_io.moc"
