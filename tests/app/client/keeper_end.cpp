#include "keeper_end.h"

#include "app/client/seqpacket.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>

#include <sys/socket.h>
#include <unistd.h>

namespace till::test {

KeeperEnd::KeeperEnd()
{
    std::array<int, 2> ends{-1, -1};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        qFatal("no socket pair");
    }
    m_fd = ends[0];
    m_otherEnd = ends[1];
}

KeeperEnd::KeeperEnd(int fd) : m_fd(fd) {}

KeeperEnd::~KeeperEnd()
{
    close();
    if (m_otherEnd >= 0) {
        ::close(m_otherEnd);
    }
}

int KeeperEnd::takeOtherEnd()
{
    return std::exchange(m_otherEnd, -1);
}

void KeeperEnd::sayHello(const std::string& bootId)
{
    sendRaw(wire::encode(0, wire::Hello{wire::kProtocolVersion, "till-keeper test", bootId}));
}

void KeeperEnd::sendRaw(const std::string& frame)
{
    if (::send(m_fd, frame.data(), frame.size(), MSG_NOSIGNAL) < 0) {
        qFatal("the frame was not taken");
    }
}

wire::Envelope KeeperEnd::next(int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    client::MessageBuffer buffer = client::makeMessageBuffer();
    std::string_view frame;
    while (timer.elapsed() < timeoutMs) {
        if (client::receiveMessage(m_fd, buffer, frame) == client::IoResult::Done) {
            auto parsed = wire::parseFrame(frame);
            if (!parsed) {
                qFatal("the program under test sent a bad frame");
            }
            return std::move(*parsed);
        }
        QTest::qWait(1);
    }
    return {};
}

wire::Envelope KeeperEnd::nextRequest(int timeoutMs)
{
    wire::Envelope frame = next(timeoutMs);
    while (frame.type == wire::Hello::kType) {
        frame = next(timeoutMs);
    }
    return frame;
}

void KeeperEnd::close()
{
    if (m_fd >= 0) {
        ::close(std::exchange(m_fd, -1));
    }
}

} // namespace till::test
