#include "core/crypto/aead.h"

#include "core/support/ensure.h"

#include <sodium.h>

namespace till::crypto {

static_assert(kAeadKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(kAeadNonceBytes == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
static_assert(kAeadTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);

namespace {

// A key of another size is a mistake in our own code, never input.
void requireKeySize(std::span<const std::uint8_t> key)
{
    ensure(key.size() == kAeadKeyBytes, "an AEAD key has 32 bytes");
}

} // namespace

Bytes seal(std::span<const std::uint8_t> plain, std::span<const std::uint8_t> associated,
           std::span<const std::uint8_t, kAeadNonceBytes> nonce, std::span<const std::uint8_t> key)
{
    requireKeySize(key);
    Bytes sealed(plain.size() + kAeadTagBytes);
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data(), nullptr, plain.data(), plain.size(),
                                               associated.data(), associated.size(), nullptr, nonce.data(),
                                               key.data());
    return sealed;
}

Result<SecretBytes, AeadError> open(std::span<const std::uint8_t> sealed,
                                    std::span<const std::uint8_t> associated,
                                    std::span<const std::uint8_t, kAeadNonceBytes> nonce,
                                    std::span<const std::uint8_t> key)
{
    requireKeySize(key);
    if (sealed.size() < kAeadTagBytes) {
        return fail(AeadError::TooShort);
    }
    SecretBytes plain(sealed.size() - kAeadTagBytes);
    const int status = crypto_aead_xchacha20poly1305_ietf_decrypt(
        plain.writable().data(), nullptr, nullptr, sealed.data(), sealed.size(), associated.data(),
        associated.size(), nonce.data(), key.data());
    if (status != 0) {
        return fail(AeadError::NotAuthentic);
    }
    return plain;
}

} // namespace till::crypto
