#include "core/crypto/password_kdf.h"

#include "core/support/ensure.h"

#include <openssl/evp.h>

#include <bit>

namespace till::crypto {

namespace {

constexpr std::uint64_t kMaxScryptR = 32;
constexpr std::uint64_t kMaxScryptP = 64;
constexpr std::uint64_t kScryptBookkeeping = 1024 * 1024; // OpenSSL counts its smaller buffers too

const char* textOf(std::span<const std::uint8_t> password)
{
    return password.empty() ? "" : reinterpret_cast<const char*>(password.data());
}

} // namespace

bool isAllowed(const ScryptCost& cost)
{
    // Each factor is bounded first, so that no product wraps.
    return cost.n >= kMinScryptN && std::has_single_bit(cost.n) && cost.n <= kMaxScryptWork && cost.r >= 1 &&
           cost.r <= kMaxScryptR && cost.p >= 1 && cost.p <= kMaxScryptP &&
           128 * cost.n * cost.r <= kMaxScryptMemory && cost.n * cost.r * cost.p <= kMaxScryptWork;
}

bool isAllowedPbkdf2(std::uint64_t rounds)
{
    return rounds >= kMinPbkdf2Rounds && rounds <= kMaxPbkdf2Rounds;
}

Result<SecretBytes, KdfError> scrypt(std::span<const std::uint8_t> password,
                                     std::span<const std::uint8_t> salt, ScryptCost cost)
{
    if (!isAllowed(cost) || salt.size() > kMaxPasswordSaltBytes) {
        return fail(KdfError::OutOfBounds);
    }
    SecretBytes key(kPasswordKeyBytes);
    const std::uint64_t memory = 128 * cost.r * (cost.n + cost.p + 2) + kScryptBookkeeping;
    if (EVP_PBE_scrypt(textOf(password), password.size(), salt.data(), salt.size(), cost.n, cost.r, cost.p,
                       memory, key.writable().data(), key.size()) != 1) {
        return fail(KdfError::OutOfMemory); // all other causes are excluded above
    }
    return key;
}

Result<SecretBytes, KdfError> pbkdf2Sha256(std::span<const std::uint8_t> password,
                                           std::span<const std::uint8_t> salt, std::uint64_t rounds)
{
    if (!isAllowedPbkdf2(rounds) || salt.size() > kMaxPasswordSaltBytes) {
        return fail(KdfError::OutOfBounds);
    }
    SecretBytes key(kPasswordKeyBytes);
    ensure(PKCS5_PBKDF2_HMAC(textOf(password), static_cast<int>(password.size()), salt.data(),
                             static_cast<int>(salt.size()), static_cast<int>(rounds), EVP_sha256(),
                             static_cast<int>(key.size()), key.writable().data()) == 1,
           "OpenSSL computes PBKDF2");
    return key;
}

} // namespace till::crypto
