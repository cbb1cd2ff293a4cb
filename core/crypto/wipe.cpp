#include "core/crypto/secret_bytes.h"

#include <sodium.h>

// A file of its own, so that a test can link a keeper that forgets to wipe, and see that this is noticed.

namespace till::crypto {

void wipe(std::span<std::uint8_t> memory) noexcept
{
    if (!memory.empty()) {
        sodium_memzero(memory.data(), memory.size());
    }
}

} // namespace till::crypto
