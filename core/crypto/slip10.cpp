#include "core/crypto/slip10.h"

#include "core/crypto/hmac_sha512.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace till::crypto {

namespace {

constexpr std::uint32_t kHardened = 0x8000'0000;
constexpr std::size_t kMinSeedBytes = 16; // SLIP-10, "Master key generation"
constexpr std::size_t kMaxSeedBytes = 64;
constexpr std::size_t kKeyBytes = 32;
constexpr std::size_t kChildInputBytes = 1 + 32 + 4; // 0x00 ‖ key ‖ index
constexpr std::string_view kMasterKey = "ed25519 seed";

} // namespace

Result<SecretBytes, DerivationError> deriveEd25519(std::span<const std::uint8_t> seed,
                                                   std::span<const std::uint32_t> path)
{
    if (seed.size() < kMinSeedBytes || seed.size() > kMaxSeedBytes) {
        return fail(DerivationError::InvalidSeed);
    }
    SecretBytes node(kHmacSha512Bytes); // key ‖ chain code
    SecretBytes scratch(kChildInputBytes + kHmacSha512Bytes);
    hmacSha512({reinterpret_cast<const std::uint8_t*>(kMasterKey.data()), kMasterKey.size()}, seed,
               node.writable());
    const auto input = scratch.writable().first(kChildInputBytes);
    const auto child = scratch.writable().last(kHmacSha512Bytes);
    for (const std::uint32_t index : path) {
        if ((index & kHardened) == 0) {
            return fail(DerivationError::InvalidChild);
        }
        const auto key = node.readable().first(kKeyBytes);
        input[0] = 0;
        std::copy(key.begin(), key.end(), input.begin() + 1);
        for (unsigned i = 0; i < 4; ++i) {
            input[1 + kKeyBytes + i] = static_cast<std::uint8_t>(index >> (24 - 8 * i));
        }
        hmacSha512(node.readable().last(kKeyBytes), input, child);
        std::copy(child.begin(), child.end(), node.writable().begin());
    }
    return SecretBytes::takeFrom(node.writable().first(kKeyBytes));
}

Result<SecretBytes, DerivationError> deriveSolanaAccount(std::span<const std::uint8_t> seed,
                                                         std::uint32_t index)
{
    if ((index & kHardened) != 0) {
        return fail(DerivationError::InvalidChild);
    }
    const std::array<std::uint32_t, 4> path = {kHardened | 44, kHardened | 501, kHardened | index, kHardened};
    return deriveEd25519(seed, path);
}

} // namespace till::crypto
