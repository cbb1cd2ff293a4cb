#include "scripted_keeper.h"

#include "app/posix/frame_io.h"

#include <QtGlobal>

#include <array>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace till;

ScriptedKeeper::ScriptedKeeper(const std::string& socketPath, std::string hello, Script script)
    : m_listener(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0)), m_hello(std::move(hello)),
      m_script(std::move(script))
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socketPath.c_str(), socketPath.size() + 1);
    std::array<int, 2> stop{};
    if (::bind(m_listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(m_listener.get(), 8) != 0 || ::pipe2(stop.data(), O_CLOEXEC) != 0) {
        qFatal("the scripted keeper cannot listen");
    }
    m_stopReader = posix::UniqueFd(stop[0]);
    m_stopWriter = posix::UniqueFd(stop[1]);
    m_thread = std::thread([this] { serve(); });
}

ScriptedKeeper::~ScriptedKeeper()
{
    m_stopWriter.close();
    m_thread.join();
}

std::string ScriptedKeeper::honestHello()
{
    return wire::encode(0, wire::Hello{wire::kProtocolVersion, "till-keeper test", "boot"});
}

std::vector<wire::Envelope> ScriptedKeeper::requests()
{
    const std::lock_guard guard(m_mutex);
    return m_requests;
}

void ScriptedKeeper::serve()
{
    for (;;) {
        std::array<pollfd, 2> waiting{{{m_listener.get(), POLLIN, 0}, {m_stopReader.get(), POLLIN, 0}}};
        ::poll(waiting.data(), waiting.size(), -1);
        if (waiting[1].revents != 0) {
            return;
        }
        const posix::UniqueFd client(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (client.isOpen()) {
            serveOne(client.get());
        }
    }
}

void ScriptedKeeper::serveOne(int fd)
{
    if (!m_hello.empty()) {
        ::send(fd, m_hello.data(), m_hello.size(), MSG_NOSIGNAL);
    }
    std::vector<std::uint8_t> buffer(posix::frameBufferBytes());
    for (;;) {
        std::array<pollfd, 2> waiting{{{fd, POLLIN, 0}, {m_stopReader.get(), POLLIN, 0}}};
        ::poll(waiting.data(), waiting.size(), -1);
        if (waiting[1].revents != 0) {
            return;
        }
        const auto size = posix::receiveFrame(fd, buffer, 0);
        if (!size) {
            return;
        }
        auto envelope = wire::parseFrame({reinterpret_cast<const char*>(buffer.data()), *size});
        if (!envelope || envelope->type == wire::Hello::kType) {
            continue;
        }
        const auto answers = m_script(*envelope);
        {
            const std::lock_guard guard(m_mutex);
            m_requests.push_back(std::move(*envelope));
        }
        for (const std::string& answer : answers) {
            ::send(fd, answer.data(), answer.size(), MSG_NOSIGNAL);
        }
        if (answers.empty()) {
            return;
        }
    }
}
