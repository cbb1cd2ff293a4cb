#pragma once

#include <cstddef>
#include <cstdint>

namespace till::wire {

/// Version of the frames. Both ends must say the same one in their hello.
inline constexpr std::int64_t kProtocolVersion = 1;
/// One frame is one SOCK_SEQPACKET message of at most this size.
inline constexpr std::size_t kMaxFrameBytes = 64 * 1024;
inline constexpr std::size_t kMaxFrameDepth = 12;
inline constexpr std::size_t kMaxFrameValues = 8'000;
/// Rows in one page of payments, so that a page always fits a frame.
inline constexpr std::int64_t kMaxPageRows = 25;
/// What the gateway may pass on of one challenge (all raw texts together), so that a `pay` fits a frame.
inline constexpr std::size_t kMaxChallengeRawBytes = 32 * 1024;
inline constexpr std::size_t kMaxOptions = 16;

} // namespace till::wire
