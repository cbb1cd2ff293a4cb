#pragma once

#include "app/posix/unique_fd.h"
#include "core/support/result.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace till::posix {

enum class FrameIoError {
    NotThere, ///< nobody listens at that path
    NotOurs,  ///< the process behind the socket belongs to another user
    Closed,   ///< the other end is gone
    TooLarge, ///< a frame larger than wire::kMaxFrameBytes
    TimedOut,
    Failed
};

/// Room for one frame, and one byte more so that a longer one shows.
[[nodiscard]] std::size_t frameBufferBytes();

/// Connects to a SOCK_SEQPACKET socket of this user. Whoever else might have put a socket there gets no byte:
/// the kernel must say that the other end runs as the same user.
[[nodiscard]] Result<UniqueFd, FrameIoError> connectFrames(const std::string& path);

/// Sends one whole frame; waits at most `timeoutMs` for room.
[[nodiscard]] Result<void, FrameIoError> sendFrame(int fd, std::span<const std::uint8_t> frame,
                                                   int timeoutMs);
[[nodiscard]] Result<void, FrameIoError> sendFrame(int fd, const std::string& frame, int timeoutMs);

/// Receives one whole frame into `buffer` (frameBufferBytes() long) and gives its size.
[[nodiscard]] Result<std::size_t, FrameIoError> receiveFrame(int fd, std::span<std::uint8_t> buffer,
                                                             int timeoutMs);

} // namespace till::posix
