#pragma once

#include <cstdint>
#include <span>

namespace till::crypto {

inline constexpr std::size_t kHmacSha512Bytes = 64;

/// RFC 2104 with SHA-512, straight into `out` (64 bytes), which is usually locked memory.
void hmacSha512(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message,
                std::span<std::uint8_t> out);

} // namespace till::crypto
