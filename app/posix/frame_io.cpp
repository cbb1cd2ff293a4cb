#include "app/posix/frame_io.h"

#include "core/wire/limits.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace till::posix {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// Waits until `events` are there or the deadline has passed.
Result<void, FrameIoError> waitFor(int fd, short events, SteadyClock::time_point deadline)
{
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - SteadyClock::now()).count();
        pollfd waiting{fd, events, 0};
        const int ready = ::poll(&waiting, 1, left > 0 ? static_cast<int>(left) : 0);
        if (ready > 0) {
            return {};
        }
        if (ready == 0) {
            return fail(FrameIoError::TimedOut);
        }
        if (errno != EINTR) {
            return fail(FrameIoError::Failed);
        }
    }
}

FrameIoError errorOf(int number)
{
    switch (number) {
    case EPIPE:
    case ECONNRESET:
    case ENOTCONN:
        return FrameIoError::Closed;
    case EMSGSIZE:
        return FrameIoError::TooLarge;
    default:
        return FrameIoError::Failed;
    }
}

} // namespace

std::size_t frameBufferBytes()
{
    return wire::kMaxFrameBytes + 1;
}

Result<UniqueFd, FrameIoError> connectFrames(const std::string& path)
{
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path) {
        return fail(FrameIoError::NotThere);
    }
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    UniqueFd fd(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    if (!fd.isOpen()) {
        return fail(FrameIoError::Failed);
    }
    if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return fail(FrameIoError::NotThere);
    }
    ucred peer = {};
    socklen_t size = sizeof peer;
    if (::getsockopt(fd.get(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0 || peer.uid != ::geteuid()) {
        return fail(FrameIoError::NotOurs);
    }
    return fd;
}

Result<void, FrameIoError> sendFrame(int fd, std::span<const std::uint8_t> frame, int timeoutMs)
{
    if (frame.size() > wire::kMaxFrameBytes) {
        return fail(FrameIoError::TooLarge);
    }
    const auto deadline = SteadyClock::now() + std::chrono::milliseconds(timeoutMs);
    for (;;) {
        // A seqpacket message goes out whole or not at all.
        if (::send(fd, frame.data(), frame.size(), MSG_NOSIGNAL | MSG_DONTWAIT) >= 0) {
            return {};
        }
        if (errno == EINTR) {
            continue;
        }
        if (errno != EAGAIN) {
            return fail(errorOf(errno));
        }
        if (const auto room = waitFor(fd, POLLOUT, deadline); !room) {
            return room;
        }
    }
}

Result<void, FrameIoError> sendFrame(int fd, const std::string& frame, int timeoutMs)
{
    return sendFrame(fd, {reinterpret_cast<const std::uint8_t*>(frame.data()), frame.size()}, timeoutMs);
}

Result<std::size_t, FrameIoError> receiveFrame(int fd, std::span<std::uint8_t> buffer, int timeoutMs)
{
    const auto deadline = SteadyClock::now() + std::chrono::milliseconds(timeoutMs);
    for (;;) {
        const ssize_t size = ::recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT | MSG_TRUNC);
        if (size == 0) {
            return fail(FrameIoError::Closed); // an empty frame means nothing, so it ends the talk too
        }
        if (size > 0) {
            const auto bytes = static_cast<std::size_t>(size);
            if (bytes > wire::kMaxFrameBytes || bytes > buffer.size()) {
                return fail(FrameIoError::TooLarge);
            }
            return bytes;
        }
        if (errno == EINTR) {
            continue;
        }
        if (errno != EAGAIN) {
            return fail(errorOf(errno));
        }
        if (const auto there = waitFor(fd, POLLIN, deadline); !there) {
            return fail(there.error());
        }
    }
}

} // namespace till::posix
