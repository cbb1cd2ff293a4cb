#include "core/crypto/kdf.h"

#include "core/crypto/hash.h"

#include <sodium.h>

#include <algorithm>

namespace till::crypto {

static_assert(kKdfSaltBytes == crypto_pwhash_argon2id_SALTBYTES);

namespace {

constexpr std::size_t kDerivedKeyBytes = 32;

bool isWithin(std::uint32_t value, std::uint32_t least, std::uint32_t most)
{
    return value >= least && value <= most;
}

} // namespace

bool isAllowed(const KdfCost& cost)
{
    return isWithin(cost.memoryMiB, kMinKdfMemoryMiB, kMaxKdfMemoryMiB) &&
           isWithin(cost.passes, kMinKdfPasses, kMaxKdfPasses);
}

Result<SecretBytes, KdfError> argon2id(std::span<const std::uint8_t> passphrase,
                                       std::span<const std::uint8_t, kKdfSaltBytes> salt, KdfCost cost)
{
    if (!isAllowed(cost)) {
        return fail(KdfError::OutOfBounds);
    }
    SecretBytes key(kDerivedKeyBytes);
    // libsodium wants an address also for an empty passphrase.
    const auto* const text = passphrase.empty() ? "" : reinterpret_cast<const char*>(passphrase.data());
    const int status = crypto_pwhash_argon2id(
        key.writable().data(), key.size(), text, passphrase.size(), salt.data(), cost.passes,
        std::size_t{cost.memoryMiB} * 1024 * 1024, crypto_pwhash_argon2id_ALG_ARGON2ID13);
    if (status != 0) {
        return fail(KdfError::OutOfMemory); // all other causes are excluded above
    }
    return key;
}

SecretBytes deriveKey(std::span<const std::uint8_t> key, std::string_view purpose)
{
    // RFC 5869, section 2.3, for one block: T(1) = HMAC(PRK, info ‖ 0x01).
    Bytes message(purpose.size() + 1);
    std::copy(purpose.begin(), purpose.end(), message.begin());
    message.back() = 0x01;
    Hash256 block = hmacSha256(key, message);
    return SecretBytes::takeFrom(block);
}

} // namespace till::crypto
