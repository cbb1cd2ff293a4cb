#include "app/supervisor/wiring.h"

#include "app/supervisor/spawn.h"

#include <array>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace till::supervisor {

namespace {

std::optional<Wire> makeWire()
{
    std::array<int, 2> fds{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, fds.data()) != 0) {
        return std::nullopt;
    }
    Wire wire{asSource(posix::UniqueFd(fds[0])), asSource(posix::UniqueFd(fds[1]))};
    return wire.keeper.isOpen() && wire.other.isOpen() ? std::optional(std::move(wire)) : std::nullopt;
}

} // namespace

posix::UniqueFd asSource(posix::UniqueFd fd)
{
    return posix::UniqueFd(::fcntl(fd.get(), F_DUPFD_CLOEXEC, kFirstSourceFd));
}

std::optional<Pipe> makePipe()
{
    std::array<int, 2> fds{};
    if (::pipe2(fds.data(), O_CLOEXEC) != 0) {
        return std::nullopt;
    }
    Pipe pipe{asSource(posix::UniqueFd(fds[0])), asSource(posix::UniqueFd(fds[1]))};
    return pipe.reader.isOpen() && pipe.writer.isOpen() ? std::optional(std::move(pipe)) : std::nullopt;
}

std::optional<Wiring> Wiring::make()
{
    auto gateway = makeWire();
    auto watcher = makeWire();
    auto supervisor = makeWire();
    if (!gateway || !watcher || !supervisor) {
        return std::nullopt;
    }
    return Wiring{std::move(*gateway), std::move(*watcher), std::move(*supervisor)};
}

} // namespace till::supervisor
