#include "core/crypto/wipe_stack.h"

#include <array>
#include <cstdint>
#include <sodium.h>

namespace till::crypto {

namespace {

constexpr std::size_t kDepthBytes = std::size_t{64} * 1024;

} // namespace

[[gnu::noinline]] void wipeStack() noexcept
{
    std::array<std::uint8_t, kDepthBytes> below; // NOLINT: only to be overwritten
    sodium_memzero(below.data(), below.size());
}

} // namespace till::crypto
