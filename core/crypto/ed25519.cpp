#include "core/crypto/ed25519.h"

#include "core/support/ensure.h"

#include <openssl/evp.h>

#include <memory>

namespace till::crypto {

namespace {

struct Free {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

// OpenSSL keeps its copy of the seed until the key is freed, and wipes it then.
Key privateKey(std::span<const std::uint8_t> seed)
{
    if (seed.size() != kEd25519SeedBytes) {
        return nullptr;
    }
    return Key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
}

} // namespace

Result<Ed25519PublicKey, Ed25519Error> ed25519PublicKey(std::span<const std::uint8_t> seed)
{
    const Key key = privateKey(seed);
    Ed25519PublicKey out{};
    std::size_t size = out.size();
    if (!key || EVP_PKEY_get_raw_public_key(key.get(), out.data(), &size) != 1) {
        return fail(Ed25519Error::InvalidKey);
    }
    return out;
}

Result<Ed25519Signature, Ed25519Error> ed25519Sign(std::span<const std::uint8_t> seed,
                                                   std::span<const std::uint8_t> message)
{
    const Key key = privateKey(seed);
    if (!key) {
        return fail(Ed25519Error::InvalidKey);
    }
    const Context context(EVP_MD_CTX_new());
    Ed25519Signature out{};
    std::size_t size = out.size();
    ensure(context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
               EVP_DigestSign(context.get(), out.data(), &size, message.data(), message.size()) == 1,
           "OpenSSL signs with Ed25519");
    return out;
}

bool ed25519Verify(const Ed25519PublicKey& key, std::span<const std::uint8_t> message,
                   std::span<const std::uint8_t> signature)
{
    const Key native(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
    const Context context(EVP_MD_CTX_new());
    return native && context && signature.size() == sizeof(Ed25519Signature) &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, native.get()) == 1 &&
           EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                            message.size()) == 1;
}

} // namespace till::crypto
