#include "core/crypto/aes.h"

#include "core/support/ensure.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <memory>

namespace till::crypto {

namespace {

struct Free {
    // Freeing wipes the key schedule.
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, Free>;

void require(bool isDone)
{
    ensure(isDone, "OpenSSL computes AES");
}

} // namespace

SecretBytes aes128Ctr(std::span<const std::uint8_t> key, std::span<const std::uint8_t> firstCounter,
                      std::span<const std::uint8_t> text)
{
    ensure(key.size() == 16 && firstCounter.size() == kAesBlockBytes,
           "AES-128 has 16 bytes of key and block");
    const Context context(EVP_CIPHER_CTX_new());
    SecretBytes out(text.size());
    int size = 0;
    require(context != nullptr && EVP_EncryptInit_ex2(context.get(), EVP_aes_128_ctr(), key.data(),
                                                      firstCounter.data(), nullptr) == 1);
    require(text.empty() || EVP_EncryptUpdate(context.get(), out.writable().data(), &size, text.data(),
                                              static_cast<int>(text.size())) == 1);
    return out;
}

Result<SecretBytes, AeadError> aes256GcmOpen(std::span<const std::uint8_t> key,
                                             std::span<const std::uint8_t> nonce,
                                             std::span<const std::uint8_t> sealed,
                                             std::span<const std::uint8_t> tag)
{
    ensure(key.size() == 32 && nonce.size() == kGcmNonceBytes,
           "AES-256-GCM has 32 bytes of key, 12 of nonce");
    if (tag.size() != kGcmTagBytes) {
        return fail(AeadError::TooShort);
    }
    const Context context(EVP_CIPHER_CTX_new());
    SecretBytes out(sealed.size());
    std::array<std::uint8_t, kGcmTagBytes> expected{};
    std::copy(tag.begin(), tag.end(), expected.begin());
    int size = 0;
    require(context != nullptr &&
            EVP_DecryptInit_ex2(context.get(), EVP_aes_256_gcm(), key.data(), nonce.data(), nullptr) == 1);
    require(sealed.empty() || EVP_DecryptUpdate(context.get(), out.writable().data(), &size, sealed.data(),
                                                static_cast<int>(sealed.size())) == 1);
    require(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, static_cast<int>(expected.size()),
                                expected.data()) == 1);
    std::array<std::uint8_t, kAesBlockBytes> nothing{};
    if (EVP_DecryptFinal_ex(context.get(), nothing.data(), &size) != 1) {
        return fail(AeadError::NotAuthentic);
    }
    return out;
}

} // namespace till::crypto
