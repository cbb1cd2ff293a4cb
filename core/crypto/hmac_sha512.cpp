#include "core/crypto/hmac_sha512.h"

#include "core/support/ensure.h"

#include <sodium.h>

namespace till::crypto {

static_assert(kHmacSha512Bytes == crypto_auth_hmacsha512_BYTES);

void hmacSha512(std::span<const std::uint8_t> key, std::span<const std::uint8_t> message,
                std::span<std::uint8_t> out)
{
    ensure(out.size() == kHmacSha512Bytes, "HMAC-SHA-512 gives 64 bytes");
    crypto_auth_hmacsha512_state state;
    crypto_auth_hmacsha512_init(&state, key.data(), key.size());
    crypto_auth_hmacsha512_update(&state, message.data(), message.size());
    crypto_auth_hmacsha512_final(&state, out.data());
    sodium_memzero(&state, sizeof state);
}

} // namespace till::crypto
