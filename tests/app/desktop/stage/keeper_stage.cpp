#include "tests/app/desktop/stage/keeper_stage.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace till;

namespace {
constexpr int kPatienceMs = 5000;
} // namespace

KeeperStage::KeeperStage() : m_connection("test"), m_keeper(m_connection)
{
    const std::string path = m_directory.filePath(QStringLiteral("admin.sock")).toStdString();
    m_listener = ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::copy(path.begin(), path.end(), static_cast<char*>(address.sun_path));
    if (::bind(m_listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(m_listener, 4) != 0) {
        qFatal("the stage cannot listen");
    }
    m_incoming = std::make_unique<QSocketNotifier>(m_listener, QSocketNotifier::Read);
    connect(m_incoming.get(), &QSocketNotifier::activated, this, &KeeperStage::accept);
    answer<wire::Subscribe>([](const auto&) { return wire::Done(); });
}

KeeperStage::~KeeperStage()
{
    m_readable.reset();
    m_incoming.reset();
    ::close(m_client);
    ::close(m_listener);
}

bool KeeperStage::open()
{
    m_connection.connectTo(m_directory.filePath(QStringLiteral("admin.sock")));
    return QTest::qWaitFor([this] { return m_keeper.isUp(); }, kPatienceMs);
}

void KeeperStage::accept()
{
    m_client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    m_readable = std::make_unique<QSocketNotifier>(m_client, QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &KeeperStage::read);
    write(wire::encode(0, wire::Hello{wire::kProtocolVersion, "till-keeper test", "boot"}));
}

void KeeperStage::read()
{
    std::vector<char> buffer(wire::kMaxFrameBytes);
    for (;;) {
        const ssize_t size = ::recv(m_client, buffer.data(), buffer.size(), 0);
        if (size <= 0) {
            if (size == 0) {
                m_readable->setEnabled(false);
            }
            return;
        }
        auto frame = wire::parseFrame({buffer.data(), static_cast<std::size_t>(size)});
        if (!frame || frame->type == wire::Hello::kType) {
            continue;
        }
        m_requests.push_back(*frame);
        m_held.push_back(std::move(*frame));
        flush();
    }
}

void KeeperStage::flush()
{
    std::erase_if(m_held, [this](const wire::Envelope& each) {
        const auto found = m_replies.find(each.type);
        if (found == m_replies.end()) {
            return false;
        }
        write(found->second(each));
        return true;
    });
}

void KeeperStage::write(const std::string& frame)
{
    if (::send(m_client, frame.data(), frame.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(frame.size())) {
        qFatal("the stage cannot write");
    }
}

void KeeperStage::hangUp()
{
    m_readable.reset();
    ::close(m_client);
    m_client = -1;
}
